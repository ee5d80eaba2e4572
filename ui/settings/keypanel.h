// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/settings/providerservice.h"
#include "ui/settings/settingsbox.h"
#include "ui/theme/theme.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace assay {

class FactRow;
class FindingList;
class KeycapButton;
class PlainLabel;
class ProviderTests;

struct Theme;

/// From a pasted key to a provider that works: recognise, test, keep. The key is in the field only, goes to the service
/// when it is tested or saved, and is gone from the field as soon as it is kept.
class KeyPanel : public SettingsBox
{
    Q_OBJECT

public:
    /// Neither is owned; both outlive this.
    KeyPanel(ProviderService* service, ProviderTests* tests, QWidget* parent = nullptr);

    /// Takes rows and key places from the service again; choices stay where they still exist.
    void refresh();
    /// Puts the cursor into the field, with this provider chosen.
    void enterKeyFor(const QString& endpointId);

Q_SIGNALS:
    void addressRequested(const QString& address); ///< empty: still to be typed
    void keySaved(const QString& endpointId);

private:
    /// What is known about the key in the field.
    enum class Progress : std::uint8_t { Idle, Testing, Tested, Saving };

    void makeHead();
    void makeFacts();
    void makeFoot();
    void fillProviders();
    void fillPlaces();
    void onTextChanged();
    void onProviderChanged();
    void onReturn();
    void test();
    void save();
    void onTested(const QString& endpointId, const QList<ProviderFinding>& findings);
    void onSaved(const QString& endpointId, const QString& failure);
    void forgetTest();
    void updateState();
    void say(const QString& sentence, QColor Theme::* colour);

    Secret key() const;
    QString withoutKey(QString text) const;
    QString providerId() const;
    QString placeId() const;
    QString providerName(const QString& endpointId) const;

    ProviderService* m_service;
    ProviderTests* m_tests;
    QList<ProviderRow> m_providers; ///< those that take a key
    QString m_recognised;
    bool m_byHand = false; ///< the provider is what the combo says, whatever the key looks like
    Progress m_progress = Progress::Idle;
    QString m_asked; ///< endpoint of the test or the saving that is on its way

    QLineEdit* m_field = nullptr;
    FactRow* m_providerRow = nullptr;
    QComboBox* m_provider = nullptr;
    QPushButton* m_other = nullptr;
    FactRow* m_placeRow = nullptr;
    QComboBox* m_place = nullptr;
    FindingList* m_findings = nullptr;
    PlainLabel* m_message = nullptr;
    KeycapButton* m_test = nullptr;
    KeycapButton* m_save = nullptr;
};

} // namespace assay

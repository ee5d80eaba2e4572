// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/settings/providerservice.h"
#include "ui/settings/settingsbox.h"

#include <QHash>

class QLineEdit;
class QSortFilterProxyModel;

namespace assay {

class FindingList;
class KeycapButton;
class ModelStrip;
class PlainLabel;
class ProviderTable;
class ProviderTableModel;
class ProviderTests;

/// The known providers with a filter, and under the table what can be done with the selected one and what its last
/// test found.
class ProviderList : public SettingsBox
{
    Q_OBJECT

public:
    /// Neither is owned; both outlive this.
    ProviderList(ProviderService* service, ProviderTests* tests, QWidget* parent = nullptr);

    /// Takes the rows from the service again; the selection stays with its provider.
    void refresh();
    void select(const QString& endpointId);

Q_SIGNALS:
    void keyWanted(const QString& endpointId);
    void laneWanted(const assay::ModelChoice& model);

private:
    void makeHead();
    void makeTable();
    void makeDetails();
    KeycapButton* action(const QString& name, const QString& text, const QString& icon);
    void onFilterChanged(const QString& text);
    void onSelected();
    void onTested(const QString& endpointId, const QList<ProviderFinding>& findings);
    void testAll();
    void showTestAll(qsizetype done, qsizetype total);
    void askRemoveKey();
    void askRemoveEndpoint();
    void askOpenKeyPage();
    void removeEndpoint(const QString& endpointId);
    void showDetails();
    void showEmptiness();
    const ProviderRow* selected() const;
    QString facts(const ProviderRow& row) const;

    ProviderService* m_service;
    ProviderTests* m_tests;
    ProviderTableModel* m_model;
    QSortFilterProxyModel* m_shown;
    QHash<QString, QList<ProviderFinding>> m_lastFindings; ///< by endpoint, of stored keys
    QString m_selectedId;
    bool m_resetting = false;

    QLineEdit* m_filter = nullptr;
    ProviderTable* m_table = nullptr;
    PlainLabel* m_empty = nullptr;
    QWidget* m_details = nullptr;
    PlainLabel* m_name = nullptr;
    PlainLabel* m_facts = nullptr;
    PlainLabel* m_problem = nullptr;
    FindingList* m_findings = nullptr;
    ModelStrip* m_models = nullptr;
    KeycapButton* m_testAll = nullptr;
    KeycapButton* m_test = nullptr;
    KeycapButton* m_enterKey = nullptr;
    KeycapButton* m_removeKey = nullptr;
    KeycapButton* m_remove = nullptr;
    KeycapButton* m_keyPage = nullptr;
};

} // namespace assay

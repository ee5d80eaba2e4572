// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/gatewaycontrol.h"
#include "ui/settings/settingsbox.h"
#include "ui/text/gatewayrecipes.h"

#include <QHash>

class QButtonGroup;
class QComboBox;

namespace assay {

class PlainLabel;
class SnippetBox;

/// How tools are connected: a tool, a key and a model chosen, and what to copy. Keys that were made while the window is
/// open are filled in when something is copied; they are kept in memory only, and gone with the window.
class RecipePanel : public SettingsBox
{
    Q_OBJECT

public:
    explicit RecipePanel(QWidget* parent = nullptr);

    void setAddress(const QString& address);
    void setKeys(const QList<GatewayKeyRow>& keys);
    void setModels(const QStringList& models);
    /// The key that was made just now; chosen from here on.
    void holdSecret(const VirtualKey& key, const Secret& secret);

    QString keyId() const; ///< of the chosen one; empty: there is none
    QString keyName() const;
    QString model() const;

    /// What is shown, and what is copied of it.
    QString shownText(int snippet) const;
    QString copiedText(int snippet) const;

Q_SIGNALS:
    void choiceChanged(); ///< another key or model

private:
    /// Whether a key stands in it, or dots in its place.
    enum class KeyText : std::uint8_t { Hidden, Whole };

    void makeTools();
    void makeChoices();
    void fillKeys(const QString& chosen);
    void refresh();
    void copy(int snippet);
    std::optional<GatewayRecipe> recipe(KeyText text) const;
    QString keyText(KeyText text) const;
    bool holdsKey() const;

    GatewayPlace m_place;
    QList<GatewayKeyRow> m_keys;
    QHash<QString, Secret> m_secrets; ///< by the id of the key
    QStringList m_ids; ///< of the tools
    QButtonGroup* m_tools = nullptr;
    QComboBox* m_key = nullptr;
    QComboBox* m_model = nullptr;
    QList<SnippetBox*> m_boxes;
    PlainLabel* m_remark = nullptr;
    PlainLabel* m_note = nullptr;
};

} // namespace assay

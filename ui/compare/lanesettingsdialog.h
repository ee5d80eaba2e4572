// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/lanesettings.h"

#include <QDialog>

#include <expected>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;

namespace assay {

class PlainLabel;

/// Edits what a lane, or all lanes, ask with. An empty field means the provider's default, and nothing is sent.
class LaneSettingsDialog : public QDialog
{
    Q_OBJECT

public:
    struct Content {
        QString title;
        LaneSettings settings;
        bool forOneLane = false;
        bool isOwn = false; ///< the lane has settings of its own already
    };
    LaneSettingsDialog(const Content& content, QWidget* parent);

    /// What the fields say, or what is wrong with them.
    std::expected<LaneSettings, QString> settings() const;

Q_SIGNALS:
    /// Nothing: the lane goes by the settings of all lanes.
    void saved(const std::optional<assay::LaneSettings>& settings);
    void differencesRequested();

private:
    void makeFields(QFormLayout* form, bool forOneLane);
    void makeTexts(QFormLayout* form);
    void fill(const LaneSettings& settings);
    void submit();

    QLineEdit* m_temperature;
    QLineEdit* m_topP;
    QLineEdit* m_maximum;
    QLineEdit* m_seed;
    QComboBox* m_effort;
    QCheckBox* m_ownSystem;
    QPlainTextEdit* m_system;
    QPlainTextEdit* m_tools;
    QPlainTextEdit* m_schema;
    QPlainTextEdit* m_passthrough;
    PlainLabel* m_problem;
    LaneSettings m_before; ///< what has no field here stays
};

} // namespace assay

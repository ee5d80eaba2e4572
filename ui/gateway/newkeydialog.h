// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/gatewaycontrol.h"

#include <QDialog>

#include <expected>

class QCheckBox;
class QDateEdit;
class QLineEdit;
class QStackedWidget;

namespace assay {

class KeycapButton;
class PlainLabel;

/// Asks what a new key may do, and shows it once when it is made. It is never shown again: closing the dialog lets go
/// of it.
class NewKeyDialog : public QDialog
{
    Q_OBJECT

public:
    /// `control` outlives it.
    explicit NewKeyDialog(GatewayControl* control, QWidget* parent = nullptr);
    ~NewKeyDialog() override;

    /// What the fields say, or why they cannot be right.
    std::expected<VirtualKey, QString> wish() const;

private:
    QWidget* makeForm();
    QWidget* makeReveal();
    void submit();
    void say(const QString& problem);
    void reveal(const VirtualKey& key, const Secret& secret);
    void copySecret();

    GatewayControl* m_control;
    QStackedWidget* m_steps;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_day = nullptr;
    QLineEdit* m_week = nullptr;
    QLineEdit* m_month = nullptr;
    QLineEdit* m_models = nullptr;
    QLineEdit* m_providers = nullptr;
    QCheckBox* m_expires = nullptr;
    QDateEdit* m_expiry = nullptr;
    PlainLabel* m_problem = nullptr;
    KeycapButton* m_make = nullptr;
    PlainLabel* m_made = nullptr;
    QLineEdit* m_secretField = nullptr;
    PlainLabel* m_copied = nullptr;
    KeycapButton* m_copy = nullptr;
    Secret m_secret;
    bool m_waits = false; ///< the key is being made
};

} // namespace assay

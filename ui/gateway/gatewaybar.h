// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/gatewaycontrol.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QToolButton;

namespace assay {

class KeycapButton;
class PlainLabel;
class SignLabel;
class ToggleSwitch;

/// The line above the Gateway page: on or off, since when, where, and what it did today.
class GatewayBar : public QWidget
{
    Q_OBJECT

public:
    explicit GatewayBar(QWidget* parent = nullptr);

    void setStatus(const GatewayStatus& status, const QDateTime& now);
    void setToday(const SpendTotal& today);
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void startWanted();
    void stopWanted();
    void optionsWanted();
    void newKeyWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeAddress();
    void fit();

    ToggleSwitch* m_switch = nullptr;
    SignLabel* m_sign = nullptr;
    PlainLabel* m_state = nullptr;
    PlainLabel* m_since = nullptr;
    QLineEdit* m_address = nullptr;
    QToolButton* m_copy = nullptr;
    PlainLabel* m_reach = nullptr;
    PlainLabel* m_today = nullptr;
    QPushButton* m_options = nullptr;
    KeycapButton* m_newKey = nullptr;
};

} // namespace assay

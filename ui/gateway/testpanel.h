// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/gatewaycontrol.h"

#include <QWidget>

class QPushButton;

namespace assay {

class PlainLabel;
class SignLabel;

/// A button that sends one small request through the gateway, as a tool would, and what came of it.
class TestPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TestPanel(QWidget* parent = nullptr);

    /// Whom it asks; `key` is a name, empty: a key of the window's own for this one request.
    void setAsked(const QString& model, const QString& key);
    void setOpen(bool isOn); ///< the gateway listens
    void showRunning();
    void showResult(const GatewayTestResult& result);

Q_SIGNALS:
    void testWanted();

private:
    void refresh();

    QString m_model;
    QString m_keyName;
    bool m_isOpen = false;
    bool m_isRunning = false;
    QPushButton* m_button;
    PlainLabel* m_note; ///< what it will cost
    SignLabel* m_sign;
    PlainLabel* m_result;
    PlainLabel* m_text;
};

} // namespace assay

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/gatewaycontrol.h"

#include <QDialog>

class QCheckBox;
class QSpinBox;

namespace assay {

/// The port, and whether the gateway starts with the window.
class GatewayOptionsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit GatewayOptionsDialog(const GatewayStatus& status, QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(quint16 port, bool autostart);

private:
    QSpinBox* m_port;
    QCheckBox* m_autostart;
};

} // namespace assay

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/gatewayoptionsdialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

GatewayOptionsDialog::GatewayOptionsDialog(const GatewayStatus& status, QWidget* parent)
    : QDialog(parent)
    , m_port(new QSpinBox(this))
    , m_autostart(new QCheckBox(tr("Start the gateway with this window"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"gatewayOptionsDialog"_s);
    setWindowTitle(tr("Gateway options"));
    setAccessibleName(windowTitle());
    m_port->setObjectName(u"gatewayPort"_s);
    m_port->setAccessibleName(tr("Port"));
    m_port->setRange(1, 65'535);
    m_port->setGroupSeparatorShown(false);
    m_port->setValue(status.port);
    m_port->setMinimumWidth(110);
    m_autostart->setObjectName(u"gatewayAutostart"_s);
    m_autostart->setChecked(status.autostart);
    auto* note = new PlainLabel(status.phase == GatewayPhase::On
            ? tr("Another port takes effect at once: running calls are cancelled, and tools need the new address.")
            : tr("Tools on this computer reach it at 127.0.0.1 and this port. Other computers never do."),
        this);
    note->setRole(FontRole::Small, &Theme::muted);
    note->setWordWrap(true);
    note->setMinimumWidth(340);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(space::page);
    form->setVerticalSpacing(space::control);
    form->addRow(tr("&Port"), m_port);
    form->addRow(QString(), m_autostart);
    auto* cancel = new KeycapButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto* keep = new KeycapButton(tr("Keep"), this);
    keep->setObjectName(u"gatewayOptionsKeep"_s);
    keep->setPrimary(true);
    keep->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(keep);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::section, space::section, space::section);
    all->setSpacing(space::page);
    all->addLayout(form);
    all->addWidget(note);
    all->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(keep, &QPushButton::clicked, this, [this] {
        Q_EMIT chosen(static_cast<quint16>(m_port->value()), m_autostart->isChecked());
        accept();
    });
}

} // namespace assay

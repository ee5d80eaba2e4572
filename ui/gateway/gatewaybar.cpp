// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/gatewaybar.h"

#include "ui/gateway/gatewaytext.h"
#include "ui/gateway/toggleswitch.h"
#include "ui/settings/signlabel.h"
#include "ui/text/formats.h"
#include "ui/theme/icons.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

GatewayBar::GatewayBar(QWidget* parent)
    : QWidget(parent)
    , m_switch(new ToggleSwitch(tr("Gateway on"), this))
    , m_sign(new SignLabel({}, this))
    , m_state(new PlainLabel({}, this))
    , m_since(new PlainLabel({}, this))
    , m_reach(new PlainLabel(tr("only this computer"), this))
    , m_today(new PlainLabel({}, this))
    , m_options(new QPushButton(themeIcon(u"settings-configure"_s), tr("Options…"), this))
    , m_newKey(new KeycapButton(tr("New key…"), this))
{
    auto* title = new PlainLabel(tr("Gateway"), this);
    title->setRole(FontRole::Title);
    m_switch->setObjectName(u"gatewaySwitch"_s);
    m_state->setObjectName(u"gatewayState"_s);
    m_state->setRole(FontRole::BodyStrong);
    m_since->setRole(FontRole::Body, &Theme::muted);
    m_reach->setObjectName(u"gatewayReach"_s);
    m_reach->setRole(FontRole::Small, &Theme::muted);
    m_today->setObjectName(u"gatewayToday"_s);
    m_today->setRole(FontRole::Body, &Theme::muted);
    m_today->setToolTip(tr("Calls of all keys since midnight UTC, and what they cost. Simulated ones cost nothing."));
    m_options->setObjectName(u"gatewayOptions"_s);
    m_newKey->setObjectName(u"gatewayNewKey"_s);
    m_newKey->setIcon(themeIcon(u"list-add"_s, IconColour::OnAccent));
    m_newKey->setPrimary(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::section, 0, space::section, 0);
    row->setSpacing(space::control);
    row->addWidget(title);
    row->addSpacing(space::badge);
    row->addWidget(m_switch);
    row->addWidget(m_sign);
    row->addWidget(m_state);
    row->addWidget(m_since);
    row->addSpacing(space::control);
    row->addWidget(makeAddress());
    row->addWidget(m_reach);
    row->addStretch(1);
    row->addWidget(m_today);
    row->addSpacing(space::badge);
    row->addWidget(m_options);
    row->addWidget(m_newKey);
    setFixedHeight(qMax(space::toolbarHeight, fontMetrics().height() + 26));
    connect(m_switch, &ToggleSwitch::clicked, this, [this](bool on) {
        if (on)
            Q_EMIT startWanted();
        else
            Q_EMIT stopWanted();
    });
    connect(m_options, &QPushButton::clicked, this, &GatewayBar::optionsWanted);
    connect(m_newKey, &QPushButton::clicked, this, &GatewayBar::newKeyWanted);
}

QWidget* GatewayBar::makeAddress()
{
    auto* box = new QWidget(this);
    m_address = new QLineEdit(box);
    m_address->setObjectName(u"gatewayAddress"_s);
    m_address->setAccessibleName(tr("Address for OpenAI clients"));
    m_address->setToolTip(tr("Only programs on this computer reach it."));
    m_address->setReadOnly(true);
    m_address->setTextMargins(space::badge, 0, space::badge, 0);
    m_address->setFont(roleFont(font(), FontRole::Mono));
    m_address->setFixedWidth(QFontMetrics(m_address->font()).horizontalAdvance(u"http://127.0.0.1:65535/v1"_s) + 28);
    m_copy = new QToolButton(box);
    m_copy->setObjectName(u"gatewayCopyAddress"_s);
    m_copy->setIcon(themeIcon(u"edit-copy"_s));
    m_copy->setAutoRaise(true);
    m_copy->setFocusPolicy(Qt::TabFocus);
    m_copy->setToolTip(tr("Copy the address"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_copy->setFixedSize(space::controlHeight, space::controlHeight);
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_address->text()); });
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(m_address);
    row->addWidget(m_copy);
    return box;
}

/// What says least goes first where the page is narrow, and goes whole: half a word says nothing.
void GatewayBar::fit()
{
    const std::array expendable{m_reach, m_today, m_since};
    for (PlainLabel* label : expendable)
        label->setVisible(!label->text().isEmpty());
    for (PlainLabel* label : expendable) {
        if (layout()->totalSizeHint().width() <= width())
            return;
        label->setVisible(false);
    }
}

void GatewayBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

QSize GatewayBar::minimumSizeHint() const
{
    return {1, height()}; // the window may be narrower than all of it together
}

void GatewayBar::setStatus(const GatewayStatus& status, const QDateTime& now)
{
    const bool on = status.phase == GatewayPhase::On;
    const bool failed = status.phase == GatewayPhase::Failed;
    const bool starting = status.phase == GatewayPhase::Starting;
    m_switch->setChecked(on || starting);
    m_sign->setSign({.glyph = on ? Glyph::Ticked
            : failed             ? Glyph::Crossed
                                 : Glyph::Stopped,
        .icon = {},
        .colour = on ? &Theme::good
            : failed ? &Theme::bad
                     : &Theme::muted});
    m_state->setText(on ? tr("On") : starting ? tr("Starting …") : failed ? tr("Not started") : tr("Off"));
    m_state->setRole(FontRole::BodyStrong, on ? &Theme::good : failed ? &Theme::bad : &Theme::muted);
    m_since->setText(on ? tr("since %1").arg(GatewayText::clock(status.since, now)) : QString());
    m_address->setText(status.address() + u"/v1"_s);
    m_address->setEnabled(on);
    m_copy->setEnabled(on);
    fit();
}

void GatewayBar::setToday(const SpendTotal& today)
{
    const auto calls = today.calls + today.simulatedCalls;
    m_today->setText(tr("%n calls today", nullptr, static_cast<int>(calls)) + u" · "_s + Formats().spend(today));
    fit();
}

} // namespace assay

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingsbox.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace assay {

SettingsBox::SettingsBox(QWidget* parent)
    : QWidget(parent)
    , m_content(new QVBoxLayout(this))
{
    m_content->setContentsMargins(space::section, space::page, space::section, space::page);
    m_content->setSpacing(space::control);
}

void SettingsBox::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.line);
    painter.setBrush(theme.pane);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radiusBox, space::radiusBox);
}

} // namespace assay

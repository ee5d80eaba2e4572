// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/signlabel.h"

#include "ui/theme/icons.h"

#include <QPainter>

namespace assay {

namespace {

constexpr int kSign = 16;

} // namespace

void paintSign(QPainter& painter, const QRect& box, const Sign& sign, const Theme& theme)
{
    if (sign.icon.isEmpty())
        paintGlyph(painter, box, sign.glyph, theme.*sign.colour);
    else
        paintThemeIcon(painter, box, sign.icon, theme.*sign.colour);
}

SignLabel::SignLabel(const Sign& sign, QWidget* parent)
    : QWidget(parent)
    , m_sign(sign)
{
    setFixedSize(sizeHint());
}

void SignLabel::setSign(const Sign& sign)
{
    m_sign = sign;
    update();
}

QSize SignLabel::sizeHint() const
{
    return {kSign + 2, kSign + 2};
}

void SignLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintSign(painter, QRect(1, 1, kSign, kSign), m_sign, Theme::of(this));
}

} // namespace assay

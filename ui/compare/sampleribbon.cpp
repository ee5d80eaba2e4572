// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/sampleribbon.h"

#include "ui/theme/icons.h"
#include "ui/theme/stateglyph.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace assay {

SampleRibbon::SampleRibbon(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(u"sampleRibbon"_s);
    auto* title = new PlainLabel(tr("Sample project."), this);
    title->setRole(FontRole::BodyStrong);
    auto* words = new PlainLabel(tr("These models are simulated on this computer: no key, no network, no cost."), this);
    words->setMinimumWidth(50);
    setAccessibleName(title->text() + u' ' + words->text());
    auto* close = new QToolButton(this);
    close->setObjectName(u"closeRibbon"_s);
    close->setAutoRaise(true);
    close->setIcon(themeIcon(u"window-close"_s));
    close->setToolTip(tr("Close this note"));
    close->setAccessibleName(tr("Close this note"));
    connect(close, &QToolButton::clicked, this, &SampleRibbon::closed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::page + 28, 5, space::control, 5);
    row->setSpacing(5);
    row->addWidget(title);
    row->addWidget(words, 1);
    row->addWidget(close);
    setMinimumHeight(38);
}

void SampleRibbon::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), blend(theme.info, theme.window, theme.dark ? 0.18 : 0.11));
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
    painter.fillRect(QRect(0, height() - 1, width(), 1), blend(theme.info, theme.window, 0.45));
    paintGlyph(painter, QRectF(space::page + 1, (height() - 16) / 2.0, 16, 16), Glyph::TestTube, theme.info);
}

} // namespace assay

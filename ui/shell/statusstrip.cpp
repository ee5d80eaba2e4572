// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/statusstrip.h"

#include "ui/text/formats.h"
#include "ui/theme/icons.h"
#include "ui/theme/stateglyph.h"
#include "ui/widgets/barheight.h"
#include "ui/widgets/mirrored.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kIconRoom = 19;

} // namespace

StatusStrip::StatusStrip(const QString& project, QWidget* parent)
    : QWidget(parent)
    , m_simulated(label(u"statusSimulated"_s, FontRole::Small, &Theme::info))
    , m_remark(label(u"statusRemark"_s, FontRole::Small, &Theme::warn))
    , m_gateway(label(u"statusGateway"_s, FontRole::Small, &Theme::muted))
    , m_today(label(u"statusToday"_s, FontRole::Small, &Theme::muted))
    , m_todayFigure(label(u"statusTodayFigure"_s, FontRole::SmallStrong, &Theme::text))
    , m_month(label(u"statusMonth"_s, FontRole::Small, &Theme::muted))
    , m_monthFigure(label(u"statusMonthFigure"_s, FontRole::SmallStrong, &Theme::text))
{
    setObjectName(u"statusStrip"_s);
    setAccessibleName(tr("Status"));
    PlainLabel* projectWord = label(u"statusProject"_s, FontRole::Small, &Theme::muted);
    projectWord->setText(tr("Project"));
    PlainLabel* projectName = label(u"statusProjectName"_s, FontRole::SmallStrong, &Theme::text);
    projectName->setText(project);
    m_simulated->setText(tr("Simulated"));
    m_simulated->hide();

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::page, 0, space::page, 0);
    row->setSpacing(4);
    row->addSpacing(kIconRoom);
    row->addWidget(projectWord);
    row->addWidget(projectName);
    row->addSpacing(space::block + kIconRoom);
    row->addWidget(m_simulated);
    // A long sentence is cut rather than making the window wider.
    m_remark->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_remark->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_remark, 1);
    row->addSpacing(space::block);
    row->addWidget(m_gateway);
    m_gateway->setContentsMargins(kIconRoom, 0, space::block, 0);
    m_gateway->hide();
    row->addWidget(m_today);
    row->addWidget(m_todayFigure);
    row->addSpacing(space::block);
    row->addWidget(m_month);
    row->addWidget(m_monthFigure);
    new BarHeight(this, 26, 8);
}

PlainLabel* StatusStrip::label(const QString& name, FontRole role, QColor Theme::* colour)
{
    auto* made = new PlainLabel({}, this);
    made->setObjectName(name);
    made->setRole(role, colour);
    return made;
}

void StatusStrip::setSimulated(bool simulated)
{
    m_simulated->setVisible(simulated);
    update();
}

void StatusStrip::setSpend(const SpendSummary& spend)
{
    const Formats formats;
    m_today->setText(tr("Today"));
    m_todayFigure->setText(formats.spend(spend.today));
    m_month->setText(QLocale().standaloneMonthName(spend.date.isValid() ? spend.date.month() : 1));
    m_month->setVisible(spend.date.isValid());
    m_monthFigure->setVisible(spend.date.isValid());
    m_monthFigure->setText(formats.spend(spend.month));
    update();
}

void StatusStrip::setGateway(const QString& address)
{
    m_gateway->setText(tr("Gateway on, %1").arg(address));
    m_gateway->setVisible(!address.isEmpty());
    update();
}

void StatusStrip::setRemark(const QString& sentence)
{
    m_remark->setText(sentence);
    m_remark->setToolTip(sentence);
    update();
}

void StatusStrip::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.dark ? theme.window : blend(theme.text, theme.window, 0.02));
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
    paintThemeIcon(
        painter, mirrored(QRect(space::page, (height() - 14) / 2, 14, 14), this), u"folder-symbolic"_s, theme.muted);
    if (m_simulated->isVisible()) {
        const int left = mirrored(m_simulated->geometry(), this).left();
        paintGlyph(
            painter, mirrored(QRectF(left - 18, (height() - 14) / 2.0, 14, 14), this), Glyph::TestTube, theme.info);
        painter.fillRect(mirrored(QRect(left - 18 - space::page, 7, 1, height() - 14), this), theme.line);
    }
    if (m_gateway->isVisible())
        paintThemeIcon(painter, QRect(m_gateway->geometry().left(), (height() - 14) / 2, 14, 14), u"network-connect"_s,
            theme.good);
    if (m_month->isVisible())
        painter.fillRect(
            mirrored(QRect(mirrored(m_month->geometry(), this).left() - space::page - 2, 7, 1, height() - 14), this),
            theme.line);
}

} // namespace assay

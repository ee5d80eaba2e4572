// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/laneheader.h"

#include "ui/compare/metricsline.h"
#include "ui/compare/samplepager.h"
#include "ui/compare/statebadge.h"
#include "ui/text/formats.h"
#include "ui/theme/icons.h"
#include "ui/theme/lanemark.h"
#include "ui/widgets/mirrored.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kLaneLine = 3;
constexpr int kMark = 11;

} // namespace

LaneHeader::LaneHeader(int lane, QWidget* parent)
    : QWidget(parent)
    , m_lane(lane)
    , m_titleSpace(new QWidget(this))
    , m_pager(new SamplePager(this))
    , m_own(new PlainLabel(tr("own settings"), this))
    , m_badge(new StateBadge(this))
    , m_stop(new QToolButton(this))
    , m_menu(new QToolButton(this))
    , m_metrics(new MetricsLine(this))
{
    m_badge->setObjectName(u"laneState"_s);
    static_cast<PlainLabel*>(m_own)->setRole(FontRole::Small, &Theme::muted);
    m_own->setObjectName(u"laneOwnSettings"_s);
    m_own->setToolTip(tr("This lane asks with settings of its own"));
    m_own->hide();
    m_stop->setObjectName(u"laneStop"_s);
    m_stop->setIcon(glyphIcon(Glyph::Stopped));
    m_stop->setAutoRaise(true);
    m_stop->setVisible(false);
    connect(m_stop, &QToolButton::clicked, this, &LaneHeader::stopRequested);
    m_menu->setObjectName(u"laneMenu"_s);
    m_menu->setIcon(glyphIcon(Glyph::Dots));
    m_menu->setAutoRaise(true);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_metrics->setObjectName(u"laneMetrics"_s);

    // Blind, nothing else stands in this row.
    m_titleSpace->setMinimumHeight(fontMetrics().height() + 2 * space::badge);
    auto* top = new QHBoxLayout;
    top->setSpacing(space::badge);
    top->addWidget(m_titleSpace, 1);
    top->addWidget(m_own);
    top->addWidget(m_pager);
    top->addWidget(m_badge);
    top->addWidget(m_stop);
    top->addWidget(m_menu);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::page, kLaneLine + 5, space::control, 5);
    all->setSpacing(1);
    all->addLayout(top);
    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(0, 0, space::badge, 0);
    bottom->addWidget(m_metrics);
    all->addLayout(bottom);
    updateNames();
}

void LaneHeader::setLane(int lane)
{
    m_lane = lane;
    updateNames();
    update();
}

void LaneHeader::setModel(const QString& name, const QString& provider)
{
    m_name = name;
    m_provider = provider;
    m_titleSpace->setToolTip({});
    updateNames();
    update();
}

void LaneHeader::updateNames()
{
    const QString letter = laneLetter(m_lane);
    m_stop->setAccessibleName(tr("Stop lane %1").arg(letter));
    m_stop->setToolTip(tr("Stop this lane"));
    m_menu->setAccessibleName(tr("Menu of lane %1").arg(letter));
    m_menu->setToolTip(tr("More"));
    m_metrics->setAccessibleName(tr("Figures of lane %1").arg(letter));
}

void LaneHeader::setOwnSettings(bool own)
{
    m_own->setVisible(own && !m_blind);
}

void LaneHeader::setBlind(std::optional<int> number)
{
    m_blind = number;
    m_menu->setVisible(!number);
    m_metrics->setVisible(!number);
    if (number) {
        m_badge->hide();
        m_stop->hide();
        m_own->hide();
    }
    update();
}

QPixmap LaneHeader::dragPicture()
{
    return grab(QRect(0, 0, std::min(width(), 260), height()));
}

void LaneHeader::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->position().toPoint();
}

void LaneHeader::mouseMoveEvent(QMouseEvent* event)
{
    const bool far = (event->position().toPoint() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if ((event->buttons() & Qt::LeftButton) && far && !m_blind)
        Q_EMIT dragged();
}

void LaneHeader::mouseDoubleClickEvent(QMouseEvent*)
{
    if (!m_blind)
        Q_EMIT doubleClicked();
}

void LaneHeader::setProgress(const LaneProgress& progress, LaneProgress::Clock::time_point now, bool running)
{
    if (m_blind)
        return;
    m_badge->setLook(stateLook(progress, now));
    m_badge->setVisible(progress.started);
    if (m_stop->isVisibleTo(this) != running)
        m_stop->setVisible(running);
    m_metrics->setMetrics(laneMetrics(progress, now));
    m_metrics->setAccessibleDescription(laneDescription(progress, now));
}

void LaneHeader::setMenu(QMenu* menu)
{
    m_menu->setMenu(menu);
}

QRect LaneHeader::titleArea() const
{
    return m_titleSpace->geometry();
}

void LaneHeader::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    painter.fillRect(QRect(0, 0, width(), kLaneLine), m_blind ? theme.edge : theme.lane(m_lane).mark);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);

    const QRect area = mirrored(titleArea(), this); // reckoned from the left; mirrored again when it is painted
    int x = area.left();
    if (m_blind) {
        paintBlindTitle(painter, area);
        return;
    }
    paintLaneMark(
        painter, mirrored(QRectF(x, area.center().y() - kMark / 2.0 + 0.5, kMark, kMark), this), m_lane, theme);
    x += kMark + 6;
    const auto put = [&](const QString& text, FontRole role, const QColor& colour, int gap) {
        const QFont font = roleFont(this->font(), role);
        const QFontMetrics metrics(font);
        const int room = area.right() - x;
        if (room < metrics.averageCharWidth() * 3)
            return;
        const QString shown = metrics.elidedText(text, Qt::ElideRight, room);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(
            mirrored(QRect(x, area.top(), room, area.height()), this), Qt::AlignVCenter | Qt::AlignLeft, shown);
        x += metrics.horizontalAdvance(shown) + gap;
    };
    put(laneLetter(m_lane), FontRole::BodyStrong, theme.lane(m_lane).text, 8);
    put(m_name, FontRole::BodyStrong, theme.text, 8);
    put(m_provider, FontRole::Small, theme.muted, 0);
}

// A number in a box and nothing else.
void LaneHeader::paintBlindTitle(QPainter& painter, const QRect& area) const
{
    const Theme& theme = Theme::of(this);
    const QFont strong = roleFont(font(), FontRole::BodyStrong);
    const int side = QFontMetrics(strong).height() + 2;
    const QRect box = mirrored(QRect(area.left(), area.center().y() - side / 2, side, side), this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.text);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), space::radiusCode, space::radiusCode);
    painter.setFont(strong);
    painter.drawText(box, Qt::AlignCenter, QString::number(*m_blind));
    painter.drawText(mirrored(area.adjusted(side + 8, 0, 0, 0), this), Qt::AlignVCenter | Qt::AlignLeft,
        tr("Answer %1").arg(*m_blind));
}

void LaneHeader::changeEvent(QEvent* event)
{
    update();
    QWidget::changeEvent(event);
}

void LaneHeader::resizeEvent(QResizeEvent* event)
{
    update();
    QWidget::resizeEvent(event);
}

} // namespace assay

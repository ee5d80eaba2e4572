// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/verdictpanel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kHeight = 132;
constexpr double kLeast = 0.3;
constexpr double kMost = 100;

struct Zone {
    double from = 0;
    double to = 0;
    QString word;
    double strength = 0;
};

QList<Zone> zones()
{
    return {{kLeast, 3, VerdictPanel::tr("none"), 0.08}, {3, 10, VerdictPanel::tr("weak"), 0.18},
        {10, 20, VerdictPanel::tr("strong"), 0.30}, {20, kMost, VerdictPanel::tr("decided (5\u2009% risk)"), 0.45}};
}

// 0 to 1 on a logarithmic scale.
double onScale(double evidence)
{
    return std::log(std::clamp(evidence, kLeast, kMost) / kLeast) / std::log(kMost / kLeast);
}

} // namespace

VerdictPanel::VerdictPanel(QWidget* parent)
    : QWidget(parent)
    , m_title(new PlainLabel({}, this))
    , m_body(new PlainLabel({}, this))
    , m_advice(new PlainLabel({}, this))
    , m_chart(new QWidget(this))
{
    setObjectName(u"verdictPanel"_s);
    m_title->setObjectName(u"verdictTitle"_s);
    m_title->setRole(FontRole::Verdict);
    m_body->setObjectName(u"verdictBody"_s);
    m_advice->setObjectName(u"verdictAdvice"_s);
    m_advice->setRole(FontRole::Small, &Theme::muted);
    auto* words = new QVBoxLayout;
    words->setSpacing(space::badge);
    for (PlainLabel* label : {m_title, m_body, m_advice}) {
        label->setWordWrap(true);
        words->addWidget(label);
    }
    words->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::section, space::control, space::section, space::control);
    row->setSpacing(space::block);
    row->addLayout(words, 2);
    row->addWidget(m_chart, 3);
    setMinimumHeight(kHeight);
}

void VerdictPanel::setVerdict(const PairVerdict& verdict, const PairTally& tally, std::optional<int> laneAhead)
{
    m_verdict = verdict;
    m_decided = tally.decided();
    m_votes = tally.votes();
    m_lane = laneAhead;
    m_title->setText(verdict.title);
    m_body->setText(verdict.body);
    m_advice->setText(verdict.advice);
    setAccessibleName(verdict.title);
    setAccessibleDescription(verdict.body + u' ' + verdict.advice);
    update();
}

void VerdictPanel::paintMeter(QPainter& painter, const QRectF& area) const
{
    const Theme& theme = Theme::of(this);
    const QFont caption = roleFont(font(), FontRole::Caption);
    painter.setFont(caption);
    const auto x = [&](double evidence) { return area.left() + onScale(evidence) * area.width(); };
    for (const Zone& zone : zones()) {
        const QRectF box(x(zone.from), area.top(), x(zone.to) - x(zone.from) - 1, 16);
        painter.fillRect(box, blend(theme.accent, theme.window, zone.strength));
        painter.setPen(theme.text);
        painter.drawText(box, Qt::AlignCenter,
            QFontMetrics(caption).elidedText(zone.word, Qt::ElideRight, static_cast<int>(box.width()) - 4));
    }
    painter.setPen(theme.muted);
    for (const int mark : {1, 3, 10, 20, 100}) {
        const QRectF place(x(mark) - 20, area.top() + 17, 40, 14);
        painter.drawText(
            mark == 100 ? place.translated(-14, 0) : place, Qt::AlignHCenter | Qt::AlignTop, QString::number(mark));
    }
    const double at = x(m_verdict.evidence);
    painter.setPen(QPen(theme.text, 2));
    painter.drawLine(QPointF(at, area.top() - 4), QPointF(at, area.top() + 16));
    painter.setBrush(theme.text);
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(QPolygonF{{at - 5, area.top() - 9}, {at + 5, area.top() - 9}, {at, area.top() - 2}});
}

void VerdictPanel::paintShare(QPainter& painter, const QRectF& area) const
{
    const Theme& theme = Theme::of(this);
    const QColor colour = m_lane ? theme.lane(*m_lane).mark : theme.muted;
    const auto x = [&](double share) { return area.left() + share * area.width(); };
    const double y = area.top() + 16;
    painter.setPen(QPen(theme.line, 2));
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    painter.setPen(QPen(theme.edge, 1, Qt::DashLine));
    painter.drawLine(QPointF(x(0.5), y - 8), QPointF(x(0.5), y + 8));
    painter.setPen(QPen(blend(colour, theme.window, 0.75), 4));
    painter.drawLine(QPointF(x(m_verdict.low), y), QPointF(x(m_verdict.high), y));
    painter.setBrush(colour);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(QPointF(x(m_verdict.share), y), 5, 5);
    const QFont caption = roleFont(font(), FontRole::Caption);
    painter.setFont(caption);
    painter.setPen(theme.text);
    const QString who = m_verdict.ahead.isEmpty() ? tr("the one ahead") : m_verdict.ahead;
    const QString words = tr("%1\u2009% for %2").arg(qRound(m_verdict.share * 100)).arg(who);
    const double width = QFontMetricsF(caption).horizontalAdvance(words);
    const double left = std::clamp(x(m_verdict.share) - width / 2, area.left(), area.right() - width);
    painter.drawText(QPointF(left, y - 9), words);
    painter.setPen(theme.muted);
    painter.drawText(QPointF(area.left(), y + 19), tr("0\u2009% of wins"));
    const QString middle = tr("50\u2009%, no difference");
    painter.drawText(QPointF(x(0.5) - QFontMetricsF(caption).horizontalAdvance(middle) / 2, y + 19), middle);
    const QString end = tr("100\u2009%");
    painter.drawText(QPointF(area.right() - QFontMetricsF(caption).horizontalAdvance(end), y + 19), end);
}

void VerdictPanel::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
    const QRectF chart = m_chart->geometry();
    painter.setFont(roleFont(font(), FontRole::SmallStrong));
    painter.setPen(theme.text);
    painter.drawText(
        chart.translated(0, 2), Qt::AlignLeft | Qt::AlignTop, tr("How strong is the evidence that one is better?"));
    painter.setFont(roleFont(font(), FontRole::Small));
    painter.setPen(theme.muted);
    painter.drawText(chart.translated(0, 2), Qt::AlignRight | Qt::AlignTop,
        tr("evidence %1 of the 20 needed · n = %2 decided, %3 in all")
            .arg(QLocale().toString(m_verdict.evidence, 'f', m_verdict.evidence < 10 ? 1 : 0))
            .arg(m_decided)
            .arg(m_votes));
    paintMeter(painter, chart.adjusted(0, 34, 0, 0));
    if (m_decided > 0)
        paintShare(painter, chart.adjusted(0, 70, 0, 0));
}

} // namespace assay

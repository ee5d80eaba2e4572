// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/metricsline.h"

#include "ui/widgets/mirrored.h"
#include "ui/widgets/plaintooltip.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>

namespace assay {

namespace {

constexpr double kWordGap = 4;
constexpr double kSegmentGap = 11;
constexpr double kTube = 13;

struct Fonts {
    explicit Fonts(const QFont& base)
        : plain(roleFont(base, FontRole::Small))
        , figure(tabular(roleFont(base, FontRole::SmallStrong)))
        , plainMetrics(plain)
        , figureMetrics(figure)
    {
    }
    QFont plain;
    QFont figure;
    QFontMetricsF plainMetrics;
    QFontMetricsF figureMetrics;
};

struct Piece {
    QString text;
    bool strong = false;
};

QList<Piece> piecesOf(const MetricSegment& segment)
{
    QList<Piece> pieces;
    if (!segment.label.isEmpty())
        pieces.append({segment.label, false});
    if (!segment.value.isEmpty())
        pieces.append({segment.value, true});
    if (!segment.unit.isEmpty())
        pieces.append({segment.unit, false});
    return pieces;
}

} // namespace

MetricsLine::MetricsLine(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void MetricsLine::setMetrics(const LaneMetrics& metrics)
{
    if (m_metrics.toolTip != metrics.toolTip)
        setToolTip(plainToolTip(metrics.toolTip));
    m_metrics = metrics;
    update();
}

QSize MetricsLine::sizeHint() const
{
    return {200, qMax(22, fontMetrics().height() + 2 * space::hairline)};
}

QSize MetricsLine::minimumSizeHint() const
{
    return {60, sizeHint().height()};
}

double MetricsLine::paintCost(QPainter& painter) const
{
    const Theme& theme = Theme::of(this);
    const Fonts fonts(font());
    double x = width();
    const auto put = [&](const QString& text, const QFont& face, const QFontMetricsF& metrics, const QColor& colour) {
        const double advance = metrics.horizontalAdvance(text);
        x -= advance;
        painter.setFont(face);
        painter.setPen(colour);
        painter.drawText(mirrored(QRectF(x, 0, advance + 1, height()), this), Qt::AlignVCenter | Qt::AlignLeft, text);
    };
    if (!m_metrics.costWord.isEmpty()) {
        put(m_metrics.costWord, fonts.plain, fonts.plainMetrics, theme.muted);
        x -= m_metrics.cost.isEmpty() ? 0 : kWordGap;
    }
    if (!m_metrics.cost.isEmpty()) {
        const bool figure = m_metrics.cost.contains(u'$');
        const double right = x;
        if (figure)
            put(m_metrics.cost, fonts.figure, fonts.figureMetrics, theme.text);
        else
            put(m_metrics.cost, fonts.plain, fonts.plainMetrics, theme.muted);
        if (figure && !m_metrics.toolTip.isEmpty()) {
            const double y = height() / 2.0 + fonts.figureMetrics.ascent() / 2 + 2;
            painter.setPen(QPen(theme.edge, 1, Qt::DotLine));
            const QRectF line = mirrored(QRectF(x, y, right - x, 0), this);
            painter.drawLine(line.topLeft(), line.topRight());
        }
    }
    if (m_metrics.simulated && x < width()) {
        x -= kTube + kWordGap;
        paintGlyph(
            painter, mirrored(QRectF(x, (height() - kTube) / 2, kTube, kTube), this), Glyph::TestTube, theme.info);
    }
    return x;
}

void MetricsLine::paintSegments(QPainter& painter, double right) const
{
    const Theme& theme = Theme::of(this);
    const Fonts fonts(font());
    double x = 0;
    for (const MetricSegment& segment : m_metrics.segments) {
        QList<Piece> pieces = piecesOf(segment);
        if (isRightToLeft() && !segment.value.isEmpty() && !segment.unit.isEmpty())
            pieces.swapItemsAt(pieces.size() - 2, pieces.size() - 1); // a figure stands before its unit
        double advance = 0;
        for (const Piece& piece : pieces)
            advance
                += (piece.strong ? fonts.figureMetrics : fonts.plainMetrics).horizontalAdvance(piece.text) + kWordGap;
        if (x + advance > right - kSegmentGap)
            return;
        for (const Piece& piece : pieces) {
            const double own = (piece.strong ? fonts.figureMetrics : fonts.plainMetrics).horizontalAdvance(piece.text);
            painter.setFont(piece.strong ? fonts.figure : fonts.plain);
            painter.setPen(piece.strong ? theme.text : theme.muted);
            painter.drawText(
                mirrored(QRectF(x, 0, own + 1, height()), this), Qt::AlignVCenter | Qt::AlignLeft, piece.text);
            x += own + kWordGap;
        }
        x += kSegmentGap - kWordGap;
    }
}

void MetricsLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight); // each piece by itself: figures stand before their units
    paintSegments(painter, paintCost(painter));
}

void MetricsLine::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    update();
    QWidget::changeEvent(event);
}

} // namespace assay

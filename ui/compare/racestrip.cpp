// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/racestrip.h"

#include "ui/text/formats.h"
#include "ui/theme/lanemark.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr double kLabelWidth = 34;
constexpr double kWordRoom = 96;
constexpr double kBar = 8;
constexpr double kMark = 9;
constexpr std::chrono::milliseconds kPicture{33};
constexpr std::chrono::milliseconds kDescription{500};

double seconds(std::chrono::steady_clock::duration time)
{
    return std::chrono::duration<double>(time).count();
}

} // namespace

RaceStrip::RaceStrip(QWidget* parent)
    : QWidget(parent)
    , m_now(LaneProgress::Clock::now())
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Race"));
    setLayoutDirection(Qt::LeftToRight); // time runs to the right, as on all charts
}

void RaceStrip::setLanes(std::vector<const LaneProgress*> lanes)
{
    m_lanes = std::move(lanes);
    updateGeometry();
    update();
}

void RaceStrip::advance(LaneProgress::Clock::time_point now)
{
    m_now = now;
    // A bar that has not grown by a pixel looks the same; of a fast one thirty pictures a second are enough.
    const Axis scale = axis();
    const std::chrono::duration<double> perPixel(scale.seconds / std::max(1.0, scale.right - scale.left));
    if (now - m_painted >= std::max<std::chrono::duration<double>>(perPixel, kPicture) || !isAnyRunning()) {
        m_painted = now;
        update();
    }
    if (now - m_described >= kDescription || !isAnyRunning()) {
        m_described = now;
        updateDescription();
    }
}

bool RaceStrip::isAnyRunning() const
{
    return std::ranges::any_of(m_lanes, [](const LaneProgress* lane) { return lane->started && lane->isRunning(); });
}

void RaceStrip::updateDescription()
{
    QStringList parts;
    for (int i = 0; i < static_cast<int>(m_lanes.size()); ++i)
        parts.append(laneLetter(i) + u' ' + word(i, span(*m_lanes[static_cast<std::size_t>(i)])));
    setAccessibleDescription(parts.join(u", "_s));
}

int RaceStrip::rowHeight() const
{
    const int comfortable = std::max(18, QFontMetrics(roleFont(font(), FontRole::Small)).height() + 2);
    const int caption = QFontMetrics(roleFont(font(), FontRole::Caption)).height();
    if (m_lanes.size() > 8)
        return std::max(11, caption - 4);
    return m_lanes.size() > 4 ? std::max(15, caption) : comfortable;
}

QSize RaceStrip::sizeHint() const
{
    const int axis = QFontMetrics(roleFont(font(), FontRole::Caption)).height() + 2;
    return {480, static_cast<int>(m_lanes.size()) * rowHeight() + axis};
}

QSize RaceStrip::minimumSizeHint() const
{
    return {220, sizeHint().height()};
}

RaceStrip::Span RaceStrip::span(const LaneProgress& lane) const
{
    Span result;
    if (!lane.started)
        return result;
    if (lane.record && lane.record->timing.total && lane.failedAt.isEmpty()) {
        const Timing& timing = lane.record->timing;
        const auto in = [](Timing::us time) { return std::chrono::duration<double>(time).count(); };
        if (timing.firstToken)
            result.first = in(*timing.firstToken);
        result.last = in(timing.lastToken && timing.firstToken ? *timing.lastToken : *timing.total);
        return result;
    }
    if (lane.firstToken)
        result.first = seconds(*lane.firstToken - lane.begin);
    const bool running = lane.isRunning() && !lane.stalled(m_now);
    result.last = running || !lane.lastToken ? seconds(m_now - lane.begin) : seconds(*lane.lastToken - lane.begin);
    return result;
}

RaceStrip::Axis RaceStrip::axis() const
{
    double longest = 0;
    for (const LaneProgress* lane : m_lanes)
        longest = std::max(longest, span(*lane).last);
    static constexpr std::array steps{0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0};
    const auto step = std::ranges::find_if(steps, [longest](double s) { return longest * 1.05 <= 5 * s; });
    Axis axis{.left = kLabelWidth + 4, .right = width() - kWordRoom, .seconds = 1, .step = 0.2};
    axis.step = step == steps.end() ? 1200.0 : *step;
    axis.seconds = axis.step * std::max(2.0, std::ceil(longest * 1.05 / axis.step));
    return axis;
}

int RaceStrip::fastest() const
{
    int best = -1;
    double bestTime = 0;
    for (int i = 0; i < static_cast<int>(m_lanes.size()); ++i) {
        const LaneProgress& lane = *m_lanes[static_cast<std::size_t>(i)];
        if (lane.state != LaneState::Complete || !lane.started)
            continue;
        const double time = span(lane).last;
        if (best < 0 || time < bestTime) {
            best = i;
            bestTime = time;
        }
    }
    return m_lanes.size() > 1 ? best : -1;
}

QString RaceStrip::word(int index, const Span& span) const
{
    const LaneProgress& lane = *m_lanes[static_cast<std::size_t>(index)];
    if (!lane.started)
        return {};
    if (lane.state != LaneState::Complete) {
        if (lane.state == LaneState::Retrying)
            return tr("attempt %1").arg(lane.attempt);
        const QString state = stateLook(lane, m_now).word;
        return state.left(1).toLower() + state.mid(1);
    }
    const QString time = Formats().duration(std::chrono::microseconds(std::llround(span.last * 1e6)));
    return index == fastest() ? tr("first, %1").arg(time) : time;
}

void RaceStrip::paintAxis(QPainter& painter, const Axis& axis) const
{
    const Theme& theme = Theme::of(this);
    const QFont caption = tabular(roleFont(font(), FontRole::Caption));
    const QFontMetricsF metrics(caption);
    const double bottom = static_cast<double>(m_lanes.size()) * rowHeight();
    painter.setFont(caption);
    const int ticks = static_cast<int>(std::lround(axis.seconds / axis.step));
    const double perTick = (axis.right - axis.left) / std::max(ticks, 1);
    const int every = perTick < 42 ? 2 : 1;
    for (int i = 0; i <= ticks; ++i) {
        const double x = std::floor(axis.at(i * axis.step)) + 0.5;
        painter.setPen(theme.line);
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom));
        if (i % every != 0)
            continue;
        const int decimals = axis.step < 0.1 ? 2 : axis.step < 1 ? 1 : 0;
        const QString label = QLocale().toString(i * axis.step, 'f', decimals) + kThinSpace + tr("s");
        painter.setPen(theme.muted);
        painter.drawText(QPointF(x - metrics.horizontalAdvance(label) / 2, bottom + metrics.ascent() + 2), label);
    }
}

void RaceStrip::paintLane(QPainter& painter, const Axis& axis, int index, bool won) const
{
    const Theme& theme = Theme::of(this);
    const LaneProgress& lane = *m_lanes[static_cast<std::size_t>(index)];
    const double y = (index + 0.5) * rowHeight();
    const double bar = std::min(kBar, rowHeight() - 4.0);
    paintLaneMark(painter, QRectF(1, y - kMark / 2, kMark, kMark), index, theme);
    painter.setFont(roleFont(font(), m_lanes.size() > 8 ? FontRole::Caption : FontRole::SmallStrong));
    painter.setPen(theme.lane(index).text);
    painter.drawText(QRectF(kMark + 7, y - 12, 20, 24), Qt::AlignVCenter | Qt::AlignLeft, laneLetter(index));
    if (!lane.started)
        return;

    const Span span = this->span(lane);
    const double end = axis.at(span.last);
    const double first = span.first >= 0 ? axis.at(std::min(span.first, span.last)) : end;
    const QColor colour = theme.lane(index).mark;
    painter.setPen(QPen(colour, 1.5, Qt::DotLine));
    painter.drawLine(QPointF(axis.left, y), QPointF(first, y));
    if (span.first >= 0) {
        painter.fillRect(QRectF(first - 1, y - bar / 2 - 2, 2, bar + 4), colour);
        const QColor fill = lane.isRunning() ? blend(colour, theme.window, 0.6) : colour;
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(QRectF(first, y - bar / 2, std::max(2.0, end - first), bar), 1.5, 1.5);
    }
    painter.setBrush(theme.window);
    painter.setPen(QPen(theme.bad, 1.25));
    for (const auto& failed : lane.failedAt) {
        const double x = axis.at(std::clamp(seconds(failed - lane.begin), 0.0, axis.seconds));
        painter.drawRoundedRect(QRectF(x - 5, y - bar / 2, 10, bar), 2, 2);
    }
    const StateLook state = stateLook(lane, m_now);
    const bool plain = lane.state == LaneState::Complete || lane.state == LaneState::Streaming;
    painter.setFont(tabular(
        roleFont(font(), m_lanes.size() > 8 ? FontRole::Caption : (won ? FontRole::SmallStrong : FontRole::Small))));
    painter.setPen(won ? theme.text : (plain && !lane.stalled(m_now) ? theme.muted : theme.*state.colour));
    painter.drawText(
        QRectF(end + 6, y - 12, width() - end - 6, 24), Qt::AlignVCenter | Qt::AlignLeft, word(index, span));
}

void RaceStrip::paintEvent(QPaintEvent*)
{
    if (m_lanes.empty())
        return;
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.setRenderHint(QPainter::Antialiasing);
    const Axis scale = axis();
    paintAxis(painter, scale);
    const int best = fastest();
    for (int i = 0; i < static_cast<int>(m_lanes.size()); ++i)
        paintLane(painter, scale, i, i == best);
}

void RaceStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    update();
    QWidget::changeEvent(event);
}

} // namespace assay

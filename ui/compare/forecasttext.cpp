// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/forecasttext.h"

#include "ui/text/formats.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

ForecastText::Fit ForecastText::fit(const ForecastLane& lane)
{
    if (!lane.contextTokens)
        return Fit::Fits;
    if (lane.forecast.promptTokens > *lane.contextTokens)
        return Fit::TooLong;
    return lane.forecast.promptTokens + lane.forecast.outputLimit > *lane.contextTokens ? Fit::Tight : Fit::Fits;
}

std::optional<int> ForecastText::percent(const ForecastLane& lane)
{
    if (!lane.contextTokens || *lane.contextTokens <= 0)
        return std::nullopt;
    const qint64 most = *lane.contextTokens * 10;
    return static_cast<int>((std::min(lane.forecast.promptTokens, most) * 100 + *lane.contextTokens - 1)
        / *lane.contextTokens); // rounded up: no context that is used at all is at 0 %
}

std::optional<int> ForecastText::fullest(const QList<ForecastLane>& lanes)
{
    std::optional<int> most;
    for (const auto& lane : lanes) {
        if (const auto used = percent(lane))
            most = std::max(most.value_or(0), *used);
    }
    return most;
}

QString ForecastText::range(Money low, Money high)
{
    const Formats formats;
    const QString from = formats.cost(low);
    const QString to = formats.cost(high);
    if (from == to)
        return to;
    return u"%1–%2"_s.arg(from, to.startsWith(u'$') ? to.sliced(1) : to);
}

QString ForecastText::costRange(const ForecastLane& lane)
{
    if (lane.simulated)
        return tr("simulated");
    if (lane.forecast.free)
        return tr("local");
    if (!lane.forecast.low || !lane.forecast.high)
        return tr("unknown");
    return range(*lane.forecast.low, *lane.forecast.high);
}

QString ForecastText::context(const ForecastLane& lane)
{
    const Formats formats;
    QString used = formats.tokens(lane.forecast.promptTokens);
    if (lane.forecast.hasUncounted)
        used = tr("%1 + attachments").arg(used);
    if (!lane.contextTokens)
        return u"≈ "_s + used;
    return tr("≈ %1 of %2, %3 %").arg(used, formats.tokenCount(*lane.contextTokens)).arg(percent(lane).value_or(0));
}

QString ForecastText::summary(const QList<ForecastLane>& lanes)
{
    if (lanes.isEmpty())
        return {};
    Money low;
    Money high;
    int priced = 0;
    int unknown = 0;
    qint64 tokens = 0;
    for (const auto& lane : lanes) {
        tokens = std::max(tokens, lane.forecast.promptTokens);
        if (lane.simulated || lane.forecast.free)
            continue;
        const bool known = lane.forecast.low && lane.forecast.high;
        (known ? priced : unknown) += 1;
        if (known) {
            low = low.plus(*lane.forecast.low).value_or(low);
            high = high.plus(*lane.forecast.high).value_or(high);
        }
    }
    QStringList parts{tr("≈ %1 in").arg(Formats().tokens(tokens))};
    if (priced > 0)
        parts.append(range(low, high));
    if (unknown > 0)
        parts.append(priced > 0 ? tr("%n lanes unknown", nullptr, unknown) : tr("cost unknown"));
    if (priced + unknown == 0)
        parts.append(tr("nothing is billed"));
    const auto refused = std::ranges::count_if(
        lanes, [](const ForecastLane& lane) { return lane.forecast.refusal != LaneForecast::Refusal::None; });
    const auto tooLong
        = std::ranges::count_if(lanes, [](const ForecastLane& lane) { return fit(lane) == Fit::TooLong; });
    if (refused > 0)
        parts.append(tr("%n lanes over the limit", nullptr, static_cast<int>(refused)));
    if (tooLong > 0)
        parts.append(tr("too long for %n lanes", nullptr, static_cast<int>(tooLong)));
    return parts.join(u" · "_s);
}

bool ForecastText::isTroubled(const QList<ForecastLane>& lanes)
{
    return std::ranges::any_of(lanes, [](const ForecastLane& lane) {
        return lane.forecast.refusal != LaneForecast::Refusal::None || fit(lane) == Fit::TooLong;
    });
}

QString ForecastText::warning(const ForecastLane& lane, std::optional<Money> limit)
{
    const Formats formats;
    if (lane.forecast.refusal == LaneForecast::Refusal::RunLimit && limit) {
        return lane.forecast.worst
            ? tr("Will not be sent: it may cost up to %1, and the limit of this run leaves less.")
                  .arg(formats.cost(*lane.forecast.worst))
            : tr("Will not be sent: its price is unknown, so the limit of this run cannot be kept.");
    }
    if (lane.forecast.refusal == LaneForecast::Refusal::Budget)
        return tr("Will not be sent: a budget does not allow it.");
    switch (fit(lane)) {
    case Fit::TooLong:
        return tr("About %1, more than the %2 this model can read.")
            .arg(formats.tokens(lane.forecast.promptTokens), formats.tokens(*lane.contextTokens));
    case Fit::Tight: return tr("A full-length answer may not fit into the context.");
    case Fit::Fits: break;
    }
    return {};
}

} // namespace assay

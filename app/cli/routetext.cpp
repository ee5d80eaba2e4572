// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/routetext.h"

#include "app/cli/output.h"
#include "core/domain/runjson.h"
#include "ui/text/formats.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kShownWindow = 5min; // the router's
constexpr auto kUptimeWindow = 24h;

QString percent(double share)
{
    return QString::number(share * 100, 'f', 1) + u" %"_s;
}

QString placeText(const RouteOption& option)
{
    return option.position ? QString::number(*option.position + 1) : u"-"_s;
}

QString reasonText(const RouteOption& option)
{
    return option.detail.isEmpty() ? option.reason : u"%1 (%2)"_s.arg(option.reason, option.detail);
}

QStringList optionRow(const RouteOption& option)
{
    return {placeText(option), option.endpoint, option.model, reasonText(option),
        option.probability ? percent(*option.probability) : QString(),
        option.price ? Formats().cost(*option.price) : u"unknown"_s};
}

QStringList optionHeader()
{
    return {u"try"_s, u"endpoint"_s, u"model"_s, u"why"_s, u"chance"_s, u"expected"_s};
}

void printHead(const RouteTrace& trace)
{
    out::line(u"%1: %2%3"_s.arg(
        out::oneLine(trace.asked), trace.rule, trace.fallbacks ? QString() : u", without fallbacks"_s));
    for (const auto& note : trace.notes)
        out::line(u"  "_s + out::oneLine(note));
}

QString secondsText(const std::optional<double>& value)
{
    return value ? QString::number(*value, 'f', 2) + u" s"_s : QString();
}

QStringList healthRow(const RouteOption& option, const EndpointHealth& health, HealthTime now)
{
    const auto latency = health.latency(now, kShownWindow);
    const auto speed = health.throughput(now, kShownWindow);
    const auto uptime = health.uptime(now, kUptimeWindow);
    return {option.endpoint, QString(breakerStateName(health.breaker(now))),
        uptime.value ? u"%1 (n %2)"_s.arg(percent(*uptime.value)).arg(uptime.n) : u"no traffic"_s,
        QString::number(health.count(HealthOutcome::RateLimited, now, kUptimeWindow)), secondsText(latency.p50),
        speed.p50 ? QString::number(*speed.p50, 'f', 0) + u" tok/s"_s : QString()};
}

QJsonObject percentilesJson(const Percentiles& values)
{
    QJsonObject out;
    const auto add = [&](const QString& name, const std::optional<double>& value) {
        if (value)
            out.insert(name, *value);
    };
    add(u"p50"_s, values.p50);
    add(u"p75"_s, values.p75);
    add(u"p90"_s, values.p90);
    add(u"p99"_s, values.p99);
    return out;
}

QJsonObject healthJson(const EndpointHealth& health, HealthTime now)
{
    const auto uptime = health.uptime(now, kUptimeWindow);
    return {{u"breaker"_s, QString(breakerStateName(health.breaker(now)))},
        {u"uptime_1d"_s, uptime.value ? QJsonValue(*uptime.value) : QJsonValue(QJsonValue::Null)},
        {u"attempts_1d"_s, uptime.n},
        {u"rate_limited_1d"_s, health.count(HealthOutcome::RateLimited, now, kUptimeWindow)},
        {u"consecutive_failures"_s, health.consecutiveFailures()},
        {u"latency_s_5m"_s, percentilesJson(health.latency(now, kShownWindow))},
        {u"tokens_per_s_5m"_s, percentilesJson(health.throughput(now, kShownWindow))}};
}

QString durationText(const std::optional<std::chrono::microseconds>& time)
{
    return time ? QString::number(double(time->count()) / 1e6, 'f', 3) + u" s"_s : QString();
}

QString costText(const Cost& cost)
{
    return cost.amount ? Formats().cost(*cost.amount) : u"unknown"_s;
}

void printAttempts(const LaneRecord& lane)
{
    QList<QStringList> rows;
    for (qsizetype i = 0; i < lane.attempts.size(); ++i) {
        const auto& attempt = lane.attempts.at(i);
        QString result = attempt.error ? errorKindName(attempt.error->kind) : u"answered"_s;
        if (attempt.httpStatus != 0)
            result += u" (%1)"_s.arg(attempt.httpStatus);
        rows.append(
            {QString::number(i + 1), attempt.endpoint, attempt.model, result, durationText(attempt.timing.firstToken),
                durationText(attempt.timing.total), costText(attempt.cost), lane.route.keys.value(i)});
    }
    out::table(
        {u"attempt"_s, u"endpoint"_s, u"model"_s, u"result"_s, u"first token"_s, u"total"_s, u"cost"_s, u"key"_s}, rows,
        {0, 4, 5, 6});
}

} // namespace

void printSurvey(const RouteSurvey& survey, const RouteMemory& memory, HealthTime now)
{
    printHead(survey.trace);
    out::line();
    QList<QStringList> rows;
    QList<QStringList> health;
    for (const auto& option : survey.trace.options) {
        rows.append(optionRow(option));
        const auto known = memory.health(option.endpoint, option.model);
        if (known.uptime(now, kUptimeWindow).n > 0 || known.count(HealthOutcome::RateLimited, now, kUptimeWindow) > 0)
            health.append(healthRow(option, known, now));
    }
    out::table(optionHeader(), rows, {0, 4, 5});
    if (health.isEmpty())
        return;
    out::line();
    out::line(u"From your own traffic (uptime and limits: 24 h, speed: 5 min):"_s);
    out::table(
        {u"endpoint"_s, u"breaker"_s, u"uptime"_s, u"429s"_s, u"first token p50"_s, u"speed p50"_s}, health, {3, 4, 5});
}

QJsonObject surveyJson(const RouteSurvey& survey, const RouteMemory& memory, HealthTime now)
{
    QJsonObject out = toJson(survey.trace);
    QJsonArray candidates = out[u"candidates"].toArray();
    for (qsizetype i = 0; i < candidates.size(); ++i) {
        QJsonObject candidate = candidates.at(i).toObject();
        const auto& option = survey.trace.options.at(i);
        candidate.insert(u"health"_s, healthJson(memory.health(option.endpoint, option.model), now));
        candidates.replace(i, candidate);
    }
    out.insert(u"candidates"_s, candidates);
    return out;
}

void printRoute(const LaneRecord& lane)
{
    if (lane.route.isEmpty()) {
        out::line(u"%1 was pinned to its endpoint; nothing was routed."_s.arg(out::oneLine(lane.model.toString())));
    } else {
        printHead(lane.route);
        out::line();
        QList<QStringList> rows;
        for (const auto& option : lane.route.options)
            rows.append(optionRow(option));
        out::table(optionHeader(), rows, {0, 4, 5});
    }
    for (const auto& skipped : lane.route.skipped)
        out::line(u"passed over: %1"_s.arg(skipped));
    out::line();
    printAttempts(lane);
    const bool answered = !lane.attempts.isEmpty() && !lane.error;
    out::line(u"%1 %2, %3"_s.arg(
        answered ? u"served by"_s : u"not answered; last asked"_s, lane.servedBy, QString(laneStateName(lane.state))));
}

} // namespace assay

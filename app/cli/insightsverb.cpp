// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/historyoptions.h"
#include "app/cli/output.h"
#include "core/history/lanesamples.h"
#include "core/stats/speedreport.h"
#include "ui/text/formats.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct InsightOptions {
    FilterOptions filter;
    std::string window = "24h";
    std::string by = "endpoint";
    bool withSimulated = false;
};

QJsonValue numberOr(const std::optional<double>& value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonValue quantileJson(const std::optional<Quantile>& quantile)
{
    if (!quantile)
        return {};
    return QJsonObject{
        {u"value"_s, quantile->value}, {u"low"_s, numberOr(quantile->low)}, {u"high"_s, numberOr(quantile->high)}};
}

QJsonObject spreadJson(const Spread& spread)
{
    QJsonObject out{{u"n"_s, spread.n}};
    if (!spread.median) {
        QJsonArray values;
        for (const double value : spread.values)
            values.append(value);
        out.insert("values"_L1, values);
        return out;
    }
    out.insert("median"_L1, quantileJson(spread.median));
    out.insert("p90"_L1, quantileJson(spread.p90));
    out.insert("p99"_L1, quantileJson(spread.p99));
    return out;
}

QJsonObject rowJson(const SpeedRow& row)
{
    QJsonObject errors;
    for (const auto& [kind, count] : row.errors)
        errors.insert(kind, count);
    const auto& phases = row.phases;
    return {{u"key"_s, row.key}, {u"calls"_s, row.calls}, {u"cancelled"_s, row.cancelled},
        {u"cache_hits_left_out"_s, row.cached},
        {u"uptime"_s,
            QJsonObject{{u"up"_s, row.up.k}, {u"n"_s, row.up.n},
                {u"share"_s, row.up.n > 0 ? QJsonValue(row.up.value) : QJsonValue()}, {u"low"_s, row.up.low},
                {u"high"_s, row.up.high}}},
        {u"errors"_s, errors}, {u"ttft_us"_s, spreadJson(row.firstToken)}, {u"total_us"_s, spreadJson(row.total)},
        {u"tokens_per_s"_s, spreadJson(row.speed)},
        {u"phases_us"_s,
            QJsonObject{{u"n"_s, phases.n}, {u"dns"_s, phases.dns}, {u"connect"_s, phases.connect},
                {u"tls"_s, phases.tls}, {u"wait"_s, phases.wait}, {u"first_token"_s, phases.firstToken},
                {u"stream"_s, phases.stream}}},
        {u"median_pico_usd"_s, numberOr(row.medianCostPico)}, {u"priced"_s, row.priced}};
}

QString duration(double us)
{
    return Formats().duration(std::chrono::microseconds(std::llround(us)));
}

QString speed(double perSecond)
{
    return Formats().speed(perSecond);
}

/// `0.62 s (0.58 – 0.70)`, or the values themselves where there are few.
QString spreadCell(const Spread& spread, QString (*format)(double))
{
    if (!spread.median) {
        QStringList values;
        for (const double value : spread.values)
            values.append(format(value));
        return values.isEmpty() ? u"–"_s : values.join(u", "_s);
    }
    const auto& median = *spread.median;
    if (!median.low || !median.high)
        return format(median.value);
    return u"%1 (%2 – %3)"_s.arg(format(median.value), format(*median.low), format(*median.high));
}

QString quantileCell(const std::optional<Quantile>& quantile)
{
    return quantile ? duration(quantile->value) : u"–"_s;
}

QString uptimeCell(const Share& share)
{
    if (share.n == 0)
        return u"–"_s;
    const auto percent = [](double value) { return QString::number(value * 100, 'f', value > 0.99 ? 1 : 0); };
    return u"%1 % (%2 – %3) n %4"_s.arg(percent(share.value), percent(share.low), percent(share.high)).arg(share.n);
}

void print(const QList<SpeedRow>& rows, const SampleSet& set)
{
    QList<QStringList> table;
    qint64 cached = 0;
    for (const auto& row : rows) {
        QStringList errors;
        for (const auto& [kind, count] : row.errors)
            errors.append(u"%1 × %2"_s.arg(count).arg(kind));
        cached += row.cached;
        table.append({row.key, QString::number(row.calls), spreadCell(row.firstToken, &duration),
            quantileCell(row.firstToken.p90), quantileCell(row.firstToken.p99), spreadCell(row.total, &duration),
            spreadCell(row.speed, &speed), uptimeCell(row.up), errors.join(u", "_s)});
    }
    out::table({u"who"_s, u"calls"_s, u"first token (95 %)"_s, u"90 %"_s, u"99 %"_s, u"total (95 %)"_s, u"tok/s"_s,
                   u"answered"_s, u"errors"_s},
        table, {1});
    if (cached > 0)
        out::note(u"%1 cache hits are left out of the first token."_s.arg(cached));
    if (set.every > 1)
        out::note(u"Times are from one run in %1 of %2; calls, answered and errors are of all."_s.arg(set.every).arg(
            set.runs));
}

int insights(const CommandLine& line, const InsightOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        const QDateTime now = services.clock().now();
        auto filter = filterOf(options.filter, services);
        if (!filter)
            return failed(filter.error());
        if (!filter->since.isValid()) {
            const auto since = momentOf(options.window, now);
            if (!since)
                return failed(since.error());
            filter->since = *since;
        }
        if (filter->origin == AnswerOrigin::Any && !options.withSimulated)
            filter->origin = AnswerOrigin::Real;
        const auto set = readLaneSamples(services.history(), *filter);
        if (!set)
            return failed(set.error());
        const auto grouping = options.by == "model" ? SpeedGrouping::Model : SpeedGrouping::Endpoint;
        auto rows = speedReport(set->samples, grouping);
        if (set->every > 1) {
            const auto counts = readLaneCounts(services.history(), *filter);
            if (!counts)
                return failed(counts.error());
            rows = withCounts(std::move(rows), *counts, grouping);
        }
        if (line.json) {
            QJsonArray json;
            for (const auto& row : rows)
                json.append(rowJson(row));
            out::json(QJsonDocument(
                QJsonObject{{u"since"_s, filter->since.toString(Qt::ISODateWithMs)}, {u"filter"_s, toJson(*filter)},
                    {u"runs"_s, set->runs}, {u"one_run_in"_s, set->every}, {u"rows"_s, json}}));
        } else if (rows.isEmpty()) {
            out::note(
                u"No answer in this time. --window 30d looks further back, --simulated includes simulated models."_s);
        } else {
            print(rows, *set);
        }
        return kDone;
    });
}

} // namespace

void addInsightsVerb(CLI::App& app, CommandLine& line)
{
    auto options = std::make_shared<InsightOptions>();
    auto* verb = app.add_subcommand("insights", "How fast and how reliable providers and models answered here");
    verb->add_option("--window", options->window, "How far back: 5m, 1h, 24h, 7d, 30d (default 24h)");
    verb->add_option("--by", options->by, "endpoint (default) or model")->check(CLI::IsMember({"endpoint", "model"}));
    verb->add_flag("--simulated", options->withSimulated, "With the answers of simulated models");
    addFilterOptions(*verb, options->filter);
    verb->add_flag("--json", line.json, "Print JSON");
    verb->callback([&line, options] { line.action = [&line, options] { return insights(line, *options); }; });
}

} // namespace assay

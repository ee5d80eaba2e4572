// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/historyoptions.h"
#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "core/history/spendreport.h"
#include "ui/text/filtertext.h"
#include "ui/text/formats.h"
#include "ui/text/spendtext.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct Options {
    std::string since;
    std::string until;
    std::string by = "model";
    FilterOptions filter;
    bool utc = false;
    bool withImports = false;
    bool csv = false;
};

/// `2026-11-02`, `today`, `yesterday`, or days back: `7d` is a week that ends today.
std::optional<QDate> dayOf(const std::string& text, QDate today)
{
    const QString name = QString::fromStdString(text);
    if (name == "today"_L1)
        return today;
    if (name == "yesterday"_L1)
        return today.addDays(-1);
    bool isCount = false;
    const int days = name.endsWith(u'd') ? QStringView(name).chopped(1).toInt(&isCount) : 0;
    if (isCount && days > 0 && days < 40'000)
        return today.addDays(1 - days);
    const QDate date = QDate::fromString(name, Qt::ISODate);
    return date.isValid() && date.year() > 1970 && date.year() < 2200 ? std::optional(date) : std::nullopt;
}

/// The dates of a smart folder, as days; what they leave of the first and the last day stays in the filter.
void takeDates(SpendQuery& query)
{
    HistoryFilter& filter = query.filter;
    const QDateTime since = filter.since.toTimeZone(query.zone);
    const QDateTime until = filter.until.toTimeZone(query.zone);
    if (!filter.since.isValid() && !filter.until.isValid())
        return;
    query.from = since.isValid() ? since.date() : QDate(2010, 1, 1); // no model answered before
    if (since.isValid() && since == query.from.startOfDay(query.zone))
        filter.since = {};
    if (!until.isValid())
        return;
    query.to = until == until.date().startOfDay(query.zone) ? until.date() : until.date().addDays(1);
    if (until == query.to.startOfDay(query.zone))
        filter.until = {};
}

Result<SpendRequest> requestOf(const Options& options, const Composition& services)
{
    auto filter = filterOf(options.filter, services);
    if (!filter)
        return std::unexpected(filter.error());
    SpendRequest request;
    const QTimeZone zone = options.utc ? QTimeZone(QTimeZone::UTC) : QTimeZone::systemTimeZone();
    request.today = services.clock().now().toTimeZone(zone).date();
    request.query.zone = zone;
    request.query.from = QDate(request.today.year(), request.today.month(), 1);
    request.query.to = request.today.addDays(1);
    request.grouping
        = spendGroupingFromName(QString::fromStdString(options.by)).value_or(SpendGrouping::Model); // CLI11 checked it
    request.query.filter = *std::move(filter);
    if (options.since.empty() && options.until.empty()) {
        takeDates(request.query);
    } else {
        request.query.filter.since = {};
        request.query.filter.until = {};
    }
    for (const auto& [text, isEnd] : {std::pair(options.since, false), std::pair(options.until, true)}) {
        if (text.empty())
            continue;
        const auto day = dayOf(text, request.today);
        if (!day)
            return fail(ErrorKind::InvalidRequest,
                u"'%1' is no day: write 2026-11-02, today, yesterday, or 7d for a week that ends today."_s.arg(
                    QString::fromStdString(text)));
        (isEnd ? request.query.to : request.query.from) = isEnd ? day->addDays(1) : *day;
    }
    if (request.query.from >= request.query.to)
        return fail(ErrorKind::InvalidRequest, u"The period ends before it begins."_s);
    return request;
}

QString costCell(const SpendTotal& total)
{
    if (total.calls == 0 && total.simulatedCalls > 0)
        return u"simulated"_s;
    return SpendText::total(total);
}

QString tokenCell(std::optional<qint64> count)
{
    return count ? Formats().tokenCount(*count) : u"\u2013"_s;
}

QStringList rowOf(const SpendReport& report, const SpendRow& row)
{
    const Formats formats;
    return {out::plain(SpendText::label(report.request.grouping, row.key)),
        formats.exactCount(row.total.calls > 0 ? row.total.calls : row.total.simulatedCalls),
        tokenCell(row.tokens[UsageClass::Input]), tokenCell(row.tokens[UsageClass::CacheRead]),
        tokenCell(row.tokens[UsageClass::Output]), costCell(row.total), SpendText::source(row)};
}

void printFigures(const SpendReport& report)
{
    const Formats formats;
    const auto& figures = report.figures;
    const auto& total = figures.total;
    out::line(u"Total %1 for %2 calls, %3 to %4, days in %5."_s.arg(SpendText::total(total),
        formats.exactCount(total.calls), report.request.query.from.toString(Qt::ISODate),
        report.request.query.to.addDays(-1).toString(Qt::ISODate), QString::fromUtf8(report.request.query.zone.id())));
    if (!report.request.query.filter.isEmpty())
        out::line(u"Only: %1."_s.arg(out::plain(FilterText::sentence({.filter = report.request.query.filter}))));
    if (total.simulatedCalls > 0)
        out::line(
            u"%1 simulated calls are counted apart and cost nothing."_s.arg(formats.exactCount(total.simulatedCalls)));
    if (!figures.overhead.isZero())
        out::line(u"Overhead %1: judging and tests %2, retries %3."_s.arg(
            formats.sum(figures.overhead), formats.sum(figures.judging), formats.sum(figures.retries)));
    if (!figures.cacheSaved.isZero() || figures.unsaved > 0) {
        const QString unknown = figures.unsaved > 0
            ? u" + %1 calls whose saving is not known"_s.arg(formats.exactCount(figures.unsaved))
            : QString();
        out::line(u"Caches saved %1%2."_s.arg(formats.sum(figures.cacheSaved), unknown));
    }
    if (figures.perAnswer && total.calls > total.unpriced)
        out::line(u"%1 per completed answer%2 (%3 answers)."_s.arg(formats.cost(*figures.perAnswer),
            total.unpriced > 0 ? u" at least"_s : QString(), formats.exactCount(figures.answers)));
}

int print(const SpendReport& report, const Options& options)
{
    if (report.rows.isEmpty()) {
        out::line(u"Nothing was called from %1 to %2."_s.arg(report.request.query.from.toString(Qt::ISODate),
            report.request.query.to.addDays(-1).toString(Qt::ISODate)));
    } else {
        QList<QStringList> rows;
        for (const auto& row : report.rows)
            rows.append(rowOf(report, row));
        out::table({SpendText::groupingWord(report.request.grouping), u"calls"_s, u"input"_s, u"cache read"_s,
                       u"output"_s, u"cost"_s, u"known by"_s},
            rows, {1, 2, 3, 4, 5});
        out::line();
        printFigures(report);
    }
    if (options.withImports && report.imported.isEmpty())
        out::line(u"No usage of other tools was imported."_s);
    for (const auto& source : options.withImports ? report.imported : QList<ImportedSpend>()) {
        const SpendTotal total{.known = source.known, .calls = source.calls, .unpriced = source.unpriced};
        out::line(u"Imported from %1, not in the total: %2 for %3 calls."_s.arg(
            out::plain(source.source), SpendText::total(total), Formats().exactCount(source.calls)));
    }
    return kDone;
}

int spend(const CommandLine& line, const Options& options)
{
    if (line.json && options.csv) {
        out::error(u"Choose one of --json and --csv."_s);
        return kUsage;
    }
    return withServices(line, [&](Composition& services) -> int {
        const auto request = requestOf(options, services);
        if (!request) {
            out::error(request.error());
            return kUsage;
        }
        const auto report = readSpendReport(services.history(), *request);
        if (!report) {
            out::error(report.error());
            return report.error().kind == ErrorKind::Storage ? kFailed : kUsage;
        }
        if (line.json) {
            out::json(QJsonDocument(SpendText::json(*report, options.withImports)));
            return kDone;
        }
        if (options.csv) {
            out::text(SpendText::csv(*report));
            return kDone;
        }
        return print(*report, options);
    });
}

} // namespace

void addSpendVerb(CLI::App& app, CommandLine& line)
{
    auto options = std::make_shared<Options>();
    auto* verb = app.add_subcommand("spend", "What was paid, and for what");
    verb->add_option("--since", options->since, "First day (default: the first of this month)")->type_name("DAY");
    verb->add_option("--until", options->until, "Last day, included (default: today)")->type_name("DAY");
    verb->add_option("--by", options->by, "What each line is")
        ->check(CLI::IsMember({"day", "model", "provider", "endpoint", "project", "key", "tag", "surface", "purpose"}));
    addFilterOptions(*verb, options->filter, FilterDates::Own);
    verb->add_flag("--utc", options->utc, "Days as providers bill them (UTC) instead of local days");
    verb->add_flag("--include-imports", options->withImports, "Also what was imported from other tools, apart");
    verb->add_flag("--json", line.json, "Print JSON");
    verb->add_flag("--csv", options->csv, "Print CSV");
    verb->callback([&line, options] { line.action = [&line, options] { return spend(line, *options); }; });
}

} // namespace assay

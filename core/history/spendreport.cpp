// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/spendreport.h"

#include "core/history/connection.h"
#include "core/history/historystore.h"
#include "core/history/queries/spend.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kProjectionDays = 28;

Money sum(Money left, Money right)
{
    return left.plus(right).value_or(left); // the parts are within a total that fitted
}

template <class T> const Error* errorOf(const Result<T>& result)
{
    return result ? nullptr : &result.error();
}

/// Days that are over, from the first one on which anything was called.
QList<Money> fullDays(const QList<SpendCell>& calendar, QDate today)
{
    QHash<QDate, Money> spent;
    QDate first = today;
    for (const auto& cell : calendar) {
        spent.insert(cell.day, cell.total.known);
        if (cell.total.calls > 0)
            first = qMin(first, cell.day);
    }
    QList<Money> days;
    for (QDate day = qMax(first, today.addDays(-kProjectionDays)); day < today; day = day.addDays(1))
        days.append(spent.value(day));
    return days;
}

Money spentOn(const QList<SpendCell>& calendar, QDate day)
{
    for (const auto& cell : calendar) {
        if (cell.day == day)
            return cell.total.known;
    }
    return {};
}

/// The days that the calendar shows, up to the end of the period.
SpendQuery calendarOf(const SpendRequest& request)
{
    SpendQuery calendar = request.query;
    calendar.to = qMax(calendar.to, request.today.addDays(1));
    calendar.from = qMin(qMin(request.query.to, calendar.to).addDays(-7 * kCalendarWeeks), request.query.from);
    return calendar;
}

Result<SpendReport> read(const Connection& connection, const SpendRequest& request)
{
    SpendReport report;
    report.request = request;
    const SpendQuery& query = request.query;
    const auto split = request.grouping == SpendGrouping::Day ? SpendGrouping::Model : request.grouping;
    const SpendQuery calendar = calendarOf(request);
    SpendQuery everywhere = query;
    everywhere.filter.project.reset();
    const auto source = SpendSource::open(connection, calendar); // the widest of these
    if (!source)
        return std::unexpected(source.error());
    auto rows = spendBy(*source, query, request.grouping);
    auto cells = spendByDay(*source, query, split);
    auto days = spendByDay(*source, calendar, SpendGrouping::Day);
    auto projects = spendBy(*source, everywhere, SpendGrouping::Project);
    const auto purposes = spendBy(*source, query, SpendGrouping::Purpose);
    for (const Error* error : {errorOf(rows), errorOf(cells), errorOf(days), errorOf(projects), errorOf(purposes)}) {
        if (error)
            return std::unexpected(*error);
    }
    report.rows = *std::move(rows);
    report.cells = *std::move(cells);
    report.calendar = *std::move(days);
    report.projects = *std::move(projects);
    report.figures = spendFigures(*purposes);
    report.fullDays = fullDays(report.calendar, request.today);
    report.today = spentOn(report.calendar, request.today);
    report.isScanned = source->isScanned();
    return report;
}

} // namespace

SpendFigures spendFigures(const QList<SpendRow>& byPurpose)
{
    SpendFigures figures;
    for (const auto& row : byPurpose) {
        figures.total.known = sum(figures.total.known, row.total.known);
        figures.total.calls += row.total.calls;
        figures.total.unpriced += row.total.unpriced;
        figures.total.simulatedCalls += row.total.simulatedCalls;
        figures.cacheSaved = sum(figures.cacheSaved, row.cacheSaved);
        figures.unsaved += row.unsaved;
        if (row.key == runPurposeName(RunPurpose::Answer)) {
            figures.answers += row.complete;
            figures.retries = sum(figures.retries, row.retries);
        } else {
            figures.judging = sum(figures.judging, row.total.known);
        }
    }
    figures.overhead = sum(figures.judging, figures.retries);
    if (figures.answers > 0)
        figures.perAnswer = Money::fromPico(figures.total.known.pico() / figures.answers);
    return figures;
}

Result<SpendReport> readSpendReport(const HistoryStore& history, const SpendRequest& request)
{
    return history.read([&request](const Connection& connection) {
        // One state of the ledger for all questions, so that their sums agree while others write.
        if (auto begun = connection.execute("BEGIN"_L1); !begun)
            return Result<SpendReport>(std::unexpected(begun.error()));
        auto report = read(connection, request);
        if (auto ended = connection.execute("ROLLBACK"_L1); !ended)
            return Result<SpendReport>(std::unexpected(ended.error()));
        return report;
    });
}

} // namespace assay

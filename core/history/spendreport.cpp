// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/spendreport.h"

#include "core/history/historystore.h"

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
    SpendReport report;
    report.request = request;
    const SpendQuery& query = request.query;
    const auto split = request.grouping == SpendGrouping::Day ? SpendGrouping::Model : request.grouping;
    const QDate end = qMax(query.to, request.today.addDays(1));
    SpendQuery calendar = query;
    calendar.to = end;
    calendar.from = qMin(qMin(query.to, end).addDays(-7 * kCalendarWeeks), query.from);
    SpendQuery everywhere = query;
    everywhere.project.reset();
    auto rows = history.spend(query, request.grouping);
    auto cells = history.spendDays(query, split);
    auto days = history.spendDays(calendar, SpendGrouping::Day);
    auto projects = history.spend(everywhere, SpendGrouping::Project);
    const auto purposes = history.spend(query, SpendGrouping::Purpose);
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
    return report;
}

} // namespace assay

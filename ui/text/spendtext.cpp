// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/spendtext.h"

#include "ui/text/csv.h"
#include "ui/text/formats.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool isKnown(const SpendTotal& total)
{
    return total.calls > total.unpriced || !total.known.isZero();
}

QJsonObject totalJson(const SpendTotal& total)
{
    return {{u"pico_usd"_s, isKnown(total) ? QJsonValue(total.known.pico()) : QJsonValue(QJsonValue::Null)},
        {u"usd"_s, isKnown(total) ? QJsonValue(total.known.toDecimalString()) : QJsonValue(QJsonValue::Null)},
        {u"calls"_s, total.calls}, {u"unpriced_calls"_s, total.unpriced}, {u"simulated_calls"_s, total.simulatedCalls}};
}

QJsonObject rowJson(const SpendRow& row)
{
    QJsonObject out = totalJson(row.total);
    out.insert(u"key"_s, row.key);
    out.insert(u"ended"_s,
        QJsonObject{{u"complete"_s, row.complete}, {u"truncated"_s, row.truncated}, {u"refused"_s, row.refused},
            {u"failed"_s, row.failed}, {u"cancelled"_s, row.cancelled}, {u"indeterminate"_s, row.indeterminate}});
    out.insert(u"cost_known_by"_s,
        QJsonObject{{u"reported"_s, row.reported}, {u"computed"_s, row.computed}, {u"estimated"_s, row.estimated}});
    out.insert(u"attempts"_s, row.attempts);
    out.insert(u"retries_pico_usd"_s, row.retries.pico());
    out.insert(u"cache_saved_pico_usd"_s, row.cacheSaved.pico());
    out.insert(u"cache_unknown_calls"_s, row.unsaved);
    out.insert(u"unmeasured_calls"_s, row.unmeasured);
    out.insert(u"usage"_s, row.tokens.toJson());
    return out;
}

QJsonValue projectionJson(const SpendReport& report)
{
    const auto projection = projectionOf(report);
    if (!projection)
        return QJsonValue::Null;
    return QJsonObject{{u"low_pico_usd"_s, projection->low.pico()}, {u"middle_pico_usd"_s, projection->middle.pico()},
        {u"high_pico_usd"_s, projection->high.pico()}, {u"percent"_s, kProjectionPercent},
        {u"days"_s, projection->days}};
}

QJsonObject figuresJson(const SpendFigures& figures)
{
    return {{u"judging_pico_usd"_s, figures.judging.pico()}, {u"retries_pico_usd"_s, figures.retries.pico()},
        {u"overhead_pico_usd"_s, figures.overhead.pico()}, {u"cache_saved_pico_usd"_s, figures.cacheSaved.pico()},
        {u"cache_unknown_calls"_s, figures.unsaved}, {u"answers"_s, figures.answers},
        {u"per_answer_pico_usd"_s,
            figures.perAnswer ? QJsonValue(figures.perAnswer->pico()) : QJsonValue(QJsonValue::Null)}};
}

QJsonArray importsJson(const QList<ImportedSpend>& imported)
{
    QJsonArray out;
    for (const auto& source : imported) {
        out.append(QJsonObject{{u"source"_s, source.source}, {u"pico_usd"_s, source.known.pico()},
            {u"calls"_s, source.calls}, {u"unpriced_calls"_s, source.unpriced}});
    }
    return out;
}

QString decimalOrNothing(bool known, Money amount)
{
    return known ? amount.toDecimalString() : QString();
}

} // namespace

QString SpendText::total(const SpendTotal& total)
{
    const Formats formats;
    if (total.unpriced == 0)
        return formats.sum(total.known);
    const QString unpriced
        = total.unpriced == 1 ? tr("1 unpriced call") : tr("%1 unpriced calls").arg(formats.exactCount(total.unpriced));
    return isKnown(total) ? tr("%1 + %2").arg(formats.sum(total.known), unpriced) : unpriced;
}

QString SpendText::label(SpendGrouping grouping, const QString& key)
{
    if (grouping == SpendGrouping::Purpose) {
        switch (runPurposeFromName(key).value_or(RunPurpose::Answer)) {
        case RunPurpose::Answer: return tr("answers");
        case RunPurpose::Judge: return tr("judging");
        case RunPurpose::Title: return tr("titles");
        case RunPurpose::Test: return tr("tests of keys and endpoints");
        }
    }
    if (!key.isEmpty())
        return key;
    switch (grouping) {
    case SpendGrouping::Project: return tr("no project");
    case SpendGrouping::Key: return tr("no key");
    case SpendGrouping::Tag: return tr("no tag");
    case SpendGrouping::Surface: return tr("unknown surface");
    default: return tr("unknown");
    }
}

QString SpendText::groupingName(SpendGrouping grouping)
{
    switch (grouping) {
    case SpendGrouping::Day: return tr("Day");
    case SpendGrouping::Provider: return tr("Provider");
    case SpendGrouping::Model: return tr("Model");
    case SpendGrouping::Project: return tr("Project");
    case SpendGrouping::Surface: return tr("Surface");
    case SpendGrouping::Endpoint: return tr("Endpoint");
    case SpendGrouping::Key: return tr("Key");
    case SpendGrouping::Tag: return tr("Tag");
    case SpendGrouping::Purpose: return tr("Purpose");
    }
    return {};
}

QString SpendText::groupingWord(SpendGrouping grouping)
{
    switch (grouping) {
    case SpendGrouping::Day: return tr("day");
    case SpendGrouping::Provider: return tr("provider");
    case SpendGrouping::Model: return tr("model");
    case SpendGrouping::Project: return tr("project");
    case SpendGrouping::Surface: return tr("surface");
    case SpendGrouping::Endpoint: return tr("endpoint");
    case SpendGrouping::Key: return tr("key");
    case SpendGrouping::Tag: return tr("tag");
    case SpendGrouping::Purpose: return tr("purpose");
    }
    return {};
}

QString SpendText::source(const SpendRow& row)
{
    const int kinds = (row.reported > 0 ? 1 : 0) + (row.computed > 0 ? 1 : 0) + (row.estimated > 0 ? 1 : 0);
    if (kinds > 1)
        return tr("mixed");
    if (row.reported > 0)
        return tr("reported");
    if (row.computed > 0)
        return tr("computed");
    if (row.estimated > 0)
        return tr("estimated");
    if (row.total.calls == 0)
        return tr("simulated");
    return row.total.unpriced > 0 ? tr("unknown") : tr("local");
}

QString SpendText::csv(const SpendReport& report)
{
    QStringList header{spendGroupingName(report.request.grouping), u"usd"_s, u"calls"_s, u"unpriced_calls"_s,
        u"simulated_calls"_s, u"complete"_s, u"truncated"_s, u"refused"_s, u"failed"_s, u"cancelled"_s,
        u"indeterminate"_s, u"attempts"_s, u"retries_usd"_s, u"cache_saved_usd"_s, u"cache_unknown_calls"_s};
    for (const auto usageClass : allUsageClasses())
        header.append(usageClassName(usageClass));
    QList<QStringList> lines;
    for (const auto& row : report.rows) {
        const auto& total = row.total;
        QStringList cells{row.key, decimalOrNothing(isKnown(total), total.known)};
        for (const qint64 count : {total.calls, total.unpriced, total.simulatedCalls, row.complete, row.truncated,
                 row.refused, row.failed, row.cancelled, row.indeterminate, row.attempts})
            cells.append(QString::number(count));
        cells += {row.retries.toDecimalString(), row.cacheSaved.toDecimalString(), QString::number(row.unsaved)};
        for (const auto usageClass : allUsageClasses()) {
            const auto count = row.tokens[usageClass];
            cells.append(count ? QString::number(*count) : QString());
        }
        lines.append(cells);
    }
    return csvText(header, lines);
}

QJsonObject SpendText::json(const SpendReport& report, bool withImports)
{
    const auto& query = report.request.query;
    QJsonArray rows;
    for (const auto& row : report.rows)
        rows.append(rowJson(row));
    QJsonObject out{{u"since"_s, query.from.toString(Qt::ISODate)},
        {u"until"_s, query.to.addDays(-1).toString(Qt::ISODate)}, {u"zone"_s, QString::fromUtf8(query.zone.id())},
        {u"by"_s, spendGroupingName(report.request.grouping)}, {u"total"_s, totalJson(report.figures.total)},
        {u"figures"_s, figuresJson(report.figures)}, {u"projection"_s, projectionJson(report)}, {u"rows"_s, rows}};
    if (query.filter.project)
        out.insert(u"project"_s, *query.filter.project);
    if (!query.filter.isEmpty())
        out.insert(u"filter"_s, toJson(query.filter));
    if (withImports)
        out.insert(u"imported"_s, importsJson(report.imported));
    return out;
}

std::optional<SpendProjection> projectionOf(const SpendReport& report)
{
    const auto& query = report.request.query;
    const QDate today = report.request.today;
    if (today < query.from || today >= query.to)
        return std::nullopt;
    return projectSpend({.fullDays = report.fullDays,
        .spent = report.figures.total.known,
        .today = report.today,
        .daysLeft = static_cast<int>(today.daysTo(query.to)) - 1});
}

} // namespace assay

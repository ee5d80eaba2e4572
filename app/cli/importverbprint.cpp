// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/importverbprint.h"

#include "app/cli/output.h"
#include "ui/text/formats.h"

#include <QJsonArray>
#include <QMap>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kPrintedBadLines = 10;

qint64 tokensOf(const ImportSum& sum, UsageClass usageClass)
{
    return sum.tokens[static_cast<std::size_t>(usageClass)];
}

QList<ImportedRow> since(const QList<ImportedRow>& rows, QDate day)
{
    QList<ImportedRow> out;
    std::ranges::copy_if(
        rows, std::back_inserter(out), [day](const ImportedRow& row) { return !day.isValid() || row.day >= day; });
    return out;
}

enum class By : std::uint8_t { Day, Model };

QList<ImportedRow> grouped(const QList<ImportedRow>& rows, By by)
{
    QMap<QString, ImportedRow> sums;
    for (const auto& row : rows) {
        const QString key = by == By::Day ? row.day.toString(Qt::ISODate) : row.provider + u'/' + row.model;
        ImportedRow& group = sums[key];
        group.key = key;
        group.sum += row.sum;
    }
    return sums.values();
}

ImportSum total(const QList<ImportedRow>& rows)
{
    ImportSum sum;
    for (const auto& row : rows)
        sum += row.sum;
    return sum;
}

QString costState(const ImportSum& sum)
{
    if (sum.unpriced > 0)
        return sum.pico > 0 ? u"partial"_s : u"unknown"_s;
    return sum.estimated > 0 ? u"estimated"_s : u"computed"_s;
}

QString costCell(const ImportSum& sum)
{
    if (sum.unpriced > 0 && sum.pico == 0)
        return Formats().exactCount(sum.unpriced) + u" unpriced"_s;
    QString text = (sum.estimated > 0 ? u"~"_s : QString()) + Formats().sum(Money::fromPico(sum.pico));
    if (sum.unpriced > 0)
        text += u" + %1 unpriced"_s.arg(Formats().exactCount(sum.unpriced));
    return text;
}

QStringList cells(const QString& key, const ImportSum& sum)
{
    const Formats format;
    const auto count = [&](UsageClass usageClass) { return format.exactCount(tokensOf(sum, usageClass)); };
    return {key, format.exactCount(sum.messages), count(UsageClass::Input), count(UsageClass::CacheRead),
        format.exactCount(tokensOf(sum, UsageClass::CacheWrite) + tokensOf(sum, UsageClass::CacheWrite1h)),
        format.exactCount(tokensOf(sum, UsageClass::Output) + tokensOf(sum, UsageClass::Reasoning)), costCell(sum)};
}

void table(const QString& title, const QList<ImportedRow>& rows)
{
    QList<QStringList> lines;
    for (const auto& row : rows)
        lines.append(cells(out::plain(row.key), row.sum));
    lines.append(cells(u"total"_s, total(rows)));
    out::table({title, u"messages"_s, u"input"_s, u"cache read"_s, u"cache write"_s, u"output"_s, u"cost"_s}, lines,
        {1, 2, 3, 4, 5, 6});
}

QJsonArray rowsJson(const QList<ImportedRow>& rows, QLatin1StringView name)
{
    QJsonArray out;
    for (const auto& row : rows) {
        QJsonObject object = toJson(row.sum);
        object.insert(name, row.key);
        out.append(object);
    }
    return out;
}

QJsonArray badJson(const QList<BadLine>& bad)
{
    QJsonArray out;
    for (const auto& line : bad)
        out.append(QJsonObject{{u"file"_s, line.path}, {u"line"_s, line.line}, {u"what"_s, line.what}});
    return out;
}

void printBad(const LogImport::Report& report)
{
    if (report.badLines == 0)
        return;
    out::note(u"%1 lines were left out:"_s.arg(report.badLines));
    for (const auto& bad : report.bad.first(std::min(report.bad.size(), kPrintedBadLines)))
        out::note(u"  %1:%2 %3"_s.arg(bad.path).arg(bad.line).arg(bad.what));
    if (report.badLines > kPrintedBadLines)
        out::note(u"  …"_s);
}

} // namespace

QJsonObject toJson(const ImportSum& sum)
{
    // A class that nobody reported is absent.
    Usage usage;
    for (const auto usageClass : allUsageClasses()) {
        if (const qint64 count = tokensOf(sum, usageClass); count != 0)
            usage.set(usageClass, count);
    }
    const bool isKnown = sum.unpriced == 0 || sum.pico != 0;
    return {{u"messages"_s, sum.messages}, {u"usage"_s, usage.toJson()}, {u"cost_state"_s, costState(sum)},
        {u"pico_usd"_s, isKnown ? QJsonValue(sum.pico) : QJsonValue(QJsonValue::Null)}, {u"unpriced"_s, sum.unpriced},
        {u"estimated"_s, sum.estimated}, {u"reported"_s, sum.reported},
        {u"reported_pico_usd"_s, sum.reported > 0 ? QJsonValue(sum.reportedPico) : QJsonValue(QJsonValue::Null)}};
}

QJsonObject toJson(const ImportRun& run, QDate from, bool isDryRun)
{
    const QList<ImportedRow> rows = since(run.totals, from);
    QJsonObject added = toJson(run.sum);
    added.insert(u"new_messages"_s, run.added);
    added.insert(u"changed_messages"_s, run.changed);
    QJsonObject out{{u"source"_s, run.source}, {u"places"_s, QJsonArray::fromStringList(run.places)},
        {u"dry_run"_s, isDryRun}, {u"files"_s, run.report.files}, {u"files_read"_s, run.report.filesRead},
        {u"bytes_read"_s, run.report.bytesRead}, {u"lines_read"_s, run.report.linesRead},
        {u"duplicates_dropped"_s, run.report.duplicates}, {u"bad_lines"_s, run.report.badLines},
        {u"bad"_s, badJson(run.report.bad)}, {u"added"_s, added}, {u"total"_s, toJson(total(rows))},
        {u"by_model"_s, rowsJson(grouped(rows, By::Model), "model"_L1)},
        {u"by_day"_s, rowsJson(grouped(rows, By::Day), "day"_L1)}};
    if (from.isValid())
        out.insert(u"since"_s, from.toString(Qt::ISODate));
    return out;
}

QJsonObject toJson(const QList<ImportSource>& sources)
{
    QJsonArray list;
    for (const auto& source : sources) {
        list.append(
            QJsonObject{{u"source"_s, source.source}, {u"imported_at"_s, source.importedAt.toString(Qt::ISODateWithMs)},
                {u"place"_s, source.last.place}, {u"files"_s, source.last.files},
                {u"bytes_read"_s, source.last.bytesRead}, {u"new_messages"_s, source.last.added},
                {u"changed_messages"_s, source.last.changed}, {u"duplicates_dropped"_s, source.last.duplicates},
                {u"bad_lines"_s, source.last.badLines}, {u"total"_s, toJson(source.total)}});
    }
    return {{u"sources"_s, list}};
}

void print(const ImportRun& run, QDate from, bool isDryRun)
{
    const Formats format;
    const QList<ImportedRow> rows = since(run.totals, from);
    table(u"model"_s, grouped(rows, By::Model));
    out::line();
    table(u"day (UTC)"_s, grouped(rows, By::Day));
    out::line();
    out::line(run.report.filesRead == 0
            ? u"Nothing new in %1 files."_s.arg(format.exactCount(run.report.files))
            : u"%1: %2 new messages, %3 with a later copy, %4 copies dropped; %5 of %6 files read."_s.arg(
                  isDryRun ? u"Dry run, nothing stored"_s : run.source, format.exactCount(run.added),
                  format.exactCount(run.changed), format.exactCount(run.report.duplicates),
                  format.exactCount(run.report.filesRead), format.exactCount(run.report.files)));
    const ImportSum all = total(rows);
    if (all.reported > 0)
        out::line(u"The source itself names %1 for %2 of them."_s.arg(
            format.sum(Money::fromPico(all.reportedPico)), format.exactCount(all.reported)));
    printBad(run.report);
}

void print(const QList<ImportSource>& sources)
{
    if (sources.isEmpty()) {
        out::note(u"Nothing was imported yet. `assay import claude-code` reads Claude Code's logs."_s);
        return;
    }
    const Formats format;
    QList<QStringList> rows;
    for (const auto& source : sources) {
        rows.append({source.source, source.importedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s),
            format.exactCount(source.total.messages), costCell(source.total), format.exactCount(source.last.added),
            format.exactCount(source.last.badLines), out::plain(source.last.place)});
    }
    out::table({u"source"_s, u"last import"_s, u"messages"_s, u"cost"_s, u"new then"_s, u"bad lines"_s, u"place"_s},
        rows, {2, 3, 4, 5});
}

} // namespace assay

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/importverbreconcile.h"

#include "app/cli/importverbprice.h"
#include "app/cli/output.h"
#include "ui/text/formats.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QMap>
#include <QSet>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// Both sides of one model.
struct Sides {
    ImportSum exported;
    SpendRow own;
    bool isExported = false;
};

qint64 tokensOf(const ImportSum& sum, UsageClass usageClass)
{
    return sum.tokens[static_cast<std::size_t>(usageClass)];
}

QString providerOf(ImportKind kind)
{
    return kind == ImportKind::OpenRouterActivity ? u"openrouter"_s
        : kind == ImportKind::OpenAiUsage         ? u"openai"_s
                                                  : u"anthropic"_s;
}

/// The catalogue's own name of a model, so that `claude-x-20260101` and `claude-x` meet.
QString modelName(const Composition& services, const QString& provider, const QString& model)
{
    const auto known = services.catalog().lookUp(provider, model);
    return known ? known->model.id : model;
}

qint64 promptOf(const ImportSum& sum)
{
    qint64 total = 0;
    for (const auto usageClass : allUsageClasses())
        total += usageClass < UsageClass::Output ? tokensOf(sum, usageClass) : 0;
    return total;
}

qint64 answerOf(const ImportSum& sum)
{
    return tokensOf(sum, UsageClass::Output) + tokensOf(sum, UsageClass::Reasoning);
}

bool isPrompt(UsageClass usageClass)
{
    return usageClass < UsageClass::Output;
}

/// The likely reason for a difference of one class, as a code word.
QString reasonFor(UsageClass usageClass, const Sides& sides)
{
    const qint64 exported = tokensOf(sides.exported, usageClass);
    const qint64 own = sides.own.tokens[usageClass].value_or(0);
    if (exported == own)
        return {};
    if (!sides.isExported)
        return u"not_in_export"_s;
    if (sides.own.total.calls == 0)
        return u"only_other_tools"_s;
    const qint64 ownPrompt = sides.own.tokens.promptTokens().value_or(0);
    const qint64 ownAnswer = sides.own.tokens.completionTokens().value_or(0);
    if (isPrompt(usageClass) && promptOf(sides.exported) == ownPrompt)
        return u"counted_under_another_class"_s;
    if (!isPrompt(usageClass) && usageClass != UsageClass::WebSearch && answerOf(sides.exported) == ownAnswer)
        return u"counted_under_another_class"_s;
    if (exported < own)
        return u"not_settled_or_other_key"_s;
    const qint64 uncertain = sides.own.unmeasured + sides.own.cancelled + sides.own.indeterminate + sides.own.truncated;
    const bool countsRequests = sides.exported.messages > 0;
    if (countsRequests && sides.exported.messages > sides.own.total.calls)
        return u"other_tools"_s;
    return uncertain > 0 ? u"unmeasured_own_calls"_s : u"other_tools"_s;
}

QString sentence(const QString& reason)
{
    if (reason == u"not_in_export"_s)
        return u"only own runs used it: another key or account, or the export is not complete"_s;
    if (reason == u"only_other_tools"_s)
        return u"no own run used it: other tools with this account"_s;
    if (reason == u"counted_under_another_class"_s)
        return u"the sum of the side agrees: counted under another class"_s;
    if (reason == u"not_settled_or_other_key"_s)
        return u"own runs count more: not settled yet, or another key or account"_s;
    if (reason == u"unmeasured_own_calls"_s)
        return u"own calls that were cut or reported no usage may have been billed"_s;
    if (reason == u"other_tools"_s)
        return u"more requests than own runs: other tools with this account"_s;
    return {};
}

void addOwn(SpendRow& to, const SpendRow& day)
{
    to.total.calls += day.total.calls;
    to.total.unpriced += day.total.unpriced;
    to.total.known = to.total.known.plus(day.total.known).value_or(to.total.known);
    to.truncated += day.truncated;
    to.cancelled += day.cancelled;
    to.indeterminate += day.indeterminate;
    to.unmeasured += day.unmeasured;
    for (const auto usageClass : allUsageClasses()) {
        if (const auto count = day.tokens[usageClass])
            to.tokens.set(usageClass, to.tokens[usageClass].value_or(0) + *count);
    }
}

Result<void> addOwnDays(
    Composition& services, const QString& provider, const QSet<QDate>& days, QMap<QString, Sides>& models)
{
    for (const QDate day : days) {
        const auto rows = services.history().spend(day, day.addDays(1), SpendGrouping::Model);
        if (!rows)
            return std::unexpected(rows.error());
        for (const auto& row : *rows) {
            const ModelRef model = ModelRef::parse(row.key);
            if (model.provider == provider && row.total.calls > 0)
                addOwn(models[modelName(services, provider, model.model)].own, row);
        }
    }
    return {};
}

ReconciledModel reconciled(const QString& name, const Sides& sides)
{
    ReconciledModel out;
    out.model = name;
    if (sides.exported.messages > 0 || sides.own.total.calls > 0) {
        const bool agrees = sides.exported.messages == sides.own.total.calls || sides.exported.messages == 0;
        out.classes.append({.name = u"messages"_s,
            .exported = sides.exported.messages,
            .own = sides.own.total.calls,
            .reason = agrees                                      ? QString()
                : !sides.isExported                               ? u"not_in_export"_s
                : sides.own.total.calls == 0                      ? u"only_other_tools"_s
                : sides.exported.messages > sides.own.total.calls ? u"other_tools"_s
                                                                  : u"not_settled_or_other_key"_s});
    }
    for (const auto usageClass : allUsageClasses()) {
        const qint64 exported = tokensOf(sides.exported, usageClass);
        const qint64 own = sides.own.tokens[usageClass].value_or(0);
        if (exported != 0 || own != 0)
            out.classes.append({.name = QString(usageClassName(usageClass)),
                .exported = exported,
                .own = own,
                .reason = reasonFor(usageClass, sides)});
    }
    if (sides.exported.reported > 0)
        out.exportedPico = sides.exported.reportedPico;
    else if (sides.isExported && sides.exported.unpriced == 0)
        out.exportedPico = sides.exported.pico;
    out.ownPico = sides.own.total.known.pico();
    out.ownUnpriced = sides.own.total.unpriced;
    return out;
}

} // namespace

Result<Reconciliation> reconcileExport(Composition& services, ImportKind kind, const QString& file)
{
    UsageGroups groups;
    UsageTable table(CopyRule::Newest, groups);
    const auto report = readExportFile(kind, QFileInfo(file).absoluteFilePath(), table, groups);
    if (!report)
        return std::unexpected(report.error());
    ImportPricer pricer(services.prices(), groups);
    const QString provider = providerOf(kind);
    QMap<QString, Sides> models;
    QSet<QDate> days;
    for (const auto& delta :
        table.settle([&](const UsageRecord& record, const UsageExtra* extra) { return pricer.price(record, extra); })) {
        const ImportGroup group = groups.at(static_cast<quint32>(delta.group));
        Sides& sides = models[modelName(services, provider, group.model)];
        sides.exported += delta.sum;
        sides.isExported = true;
        days.insert(QDate(1970, 1, 1).addDays(delta.slot / 96));
    }
    if (days.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"%1 names no usage."_s.arg(file));
    if (auto done = addOwnDays(services, provider, days, models); !done)
        return std::unexpected(done.error());
    Reconciliation out;
    out.source = importSourceName(kind);
    out.file = file;
    out.from = *std::ranges::min_element(days);
    out.to = *std::ranges::max_element(days);
    for (const auto& [name, sides] : models.asKeyValueRange())
        out.models.append(reconciled(provider + u'/' + name, sides));
    return out;
}

QJsonObject toJson(const Reconciliation& found)
{
    QJsonArray models;
    for (const auto& model : found.models) {
        QJsonArray classes;
        for (const auto& one : model.classes) {
            classes.append(QJsonObject{{u"class"_s, one.name}, {u"exported"_s, one.exported}, {u"own"_s, one.own},
                {u"difference"_s, one.exported - one.own},
                {u"reason"_s, one.reason.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(one.reason)}});
        }
        models.append(QJsonObject{{u"model"_s, model.model}, {u"classes"_s, classes},
            {u"exported_pico_usd"_s,
                model.exportedPico ? QJsonValue(*model.exportedPico) : QJsonValue(QJsonValue::Null)},
            {u"own_pico_usd"_s, model.ownPico}, {u"own_unpriced"_s, model.ownUnpriced}});
    }
    return {{u"source"_s, found.source}, {u"file"_s, found.file}, {u"from"_s, found.from.toString(Qt::ISODate)},
        {u"to"_s, found.to.toString(Qt::ISODate)}, {u"models"_s, models}};
}

void print(const Reconciliation& found)
{
    const Formats format;
    out::line(u"%1, %2 to %3 (UTC days), beside own runs:"_s.arg(
        found.source, found.from.toString(Qt::ISODate), found.to.toString(Qt::ISODate)));
    for (const auto& model : found.models) {
        out::line();
        out::line(out::plain(model.model));
        QList<QStringList> rows;
        for (const auto& one : model.classes) {
            rows.append({u"  "_s + one.name, format.exactCount(one.exported), format.exactCount(one.own),
                format.exactCount(one.exported - one.own), sentence(one.reason)});
        }
        rows.append({u"  cost"_s, model.exportedPico ? format.sum(Money::fromPico(*model.exportedPico)) : u"unknown"_s,
            format.sum(Money::fromPico(model.ownPico)), QString(),
            model.ownUnpriced > 0 ? u"%1 own calls are unpriced"_s.arg(model.ownUnpriced) : QString()});
        out::table({u"  class"_s, u"export"_s, u"own runs"_s, u"difference"_s, u"likely reason"_s}, rows, {1, 2, 3});
    }
}

} // namespace assay

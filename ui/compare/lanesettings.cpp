// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/lanesettings.h"

#include "core/domain/requestjson.h"
#include "ui/text/errorsentences.h"
#include "ui/text/translations.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString number(const std::optional<double>& value)
{
    return value ? QString::number(*value) : QString();
}

QString number(const std::optional<qint64>& value)
{
    return value ? QString::number(*value) : QString();
}

QString compact(const QJsonObject& object)
{
    return object.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

void LaneSettings::applyTo(ChatRequest& request) const
{
    request.sampling = sampling;
    request.reasoning = reasoning;
    request.tools = tools;
    request.toolChoice = toolChoice;
    request.format = format;
    request.passthrough = passthrough;
}

QJsonObject LaneSettings::toJson() const
{
    ChatRequest request;
    applyTo(request);
    QJsonObject json = requestToJson(request);
    json.remove(u"messages"_s);
    if (system)
        json.insert(u"system"_s, *system);
    return json;
}

LaneSettings LaneSettings::fromJson(const QJsonObject& object)
{
    LaneSettings settings;
    const auto request = requestFromJson(object);
    if (!request)
        return settings;
    settings.sampling = request->sampling;
    settings.reasoning = request->reasoning;
    settings.tools = request->tools;
    settings.toolChoice = request->toolChoice;
    settings.format = request->format;
    settings.passthrough = request->passthrough;
    if (object.contains("system"_L1))
        settings.system = object.value("system"_L1).toString();
    return settings;
}

bool LaneFact::differs() const
{
    return std::ranges::any_of(values, [this](const QString& value) { return value != values.first(); });
}

QStringList LaneDifferences::words(const LaneIdentity& lane)
{
    const Sampling& sampling = lane.settings.sampling;
    QStringList tools;
    for (const ToolSpec& tool : lane.settings.tools)
        tools.append(tool.name);
    return {lane.model, lane.provider, plainQuote(lane.system, 80), lane.history, number(sampling.temperature),
        number(sampling.topP), number(sampling.maxOutputTokens), number(sampling.seed), lane.settings.reasoning.effort,
        tools.join(u", "_s), lane.settings.format ? compact(lane.settings.format->schema) : QString(),
        compact(lane.settings.passthrough)};
}

QList<LaneFact> LaneDifferences::facts(const QList<LaneIdentity>& lanes)
{
    const QStringList names{tr("Model"), tr("Provider"), tr("System prompt"), tr("History"), tr("Temperature"),
        tr("Top p"), tr("Most output tokens"), tr("Seed"), tr("Reasoning effort"), tr("Tools"), tr("Answer schema"),
        tr("Provider fields")};
    QList<LaneFact> facts;
    for (const QString& name : names)
        facts.append({.name = name, .values = {}});
    for (const LaneIdentity& lane : lanes) {
        const QStringList values = words(lane);
        for (qsizetype i = 0; i < facts.size(); ++i)
            facts[i].values.append(values.at(i));
    }
    return facts;
}

QList<LaneFact> LaneDifferences::differing(const QList<LaneIdentity>& lanes)
{
    QList<LaneFact> out;
    for (const LaneFact& fact : facts(lanes)) {
        if (fact.differs())
            out.append(fact);
    }
    return out;
}

bool LaneDifferences::isConfounded(const QList<LaneFact>& differing)
{
    // Another provider comes with another model: together they are one difference.
    const auto count
        = std::ranges::count_if(differing, [](const LaneFact& fact) { return fact.name != tr("Provider"); });
    const bool providerAlone = count == 0 && !differing.isEmpty();
    return !providerAlone && count > 1;
}

QString LaneDifferences::verdict(const QList<LaneFact>& differing)
{
    if (differing.isEmpty())
        return tr("The lanes are all the same: what differs in their answers is chance.");
    QStringList names;
    for (const LaneFact& fact : differing)
        names.append(insideSentence(fact.name));
    if (!isConfounded(differing))
        return tr("Only the %1 differs, so this is a fair comparison.").arg(names.first());
    return tr("Several things differ at once (%1). A difference in the answers cannot be put down to one of them.")
        .arg(names.join(u", "_s));
}

} // namespace assay

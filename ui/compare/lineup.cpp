// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/lineup.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

QString ModelChoice::displayProvider() const
{
    if (!provider.isEmpty())
        return provider;
    return endpoint.name.isEmpty() ? ref.provider : endpoint.name;
}

QJsonObject LineUp::toJson() const
{
    QJsonArray entries;
    for (const LineUpEntry& lane : lanes) {
        QJsonObject entry{{u"model"_s, lane.model.toString()}};
        if (lane.settings)
            entry.insert(u"settings"_s, lane.settings->toJson());
        entries.append(entry);
    }
    QJsonObject out{{u"name"_s, name}, {u"lanes"_s, entries}};
    if (!common.isDefault())
        out.insert(u"settings"_s, common.toJson());
    return out;
}

LineUp LineUp::fromJson(const QJsonObject& object)
{
    LineUp lineUp;
    lineUp.name = object.value("name"_L1).toString();
    lineUp.common = LaneSettings::fromJson(object.value("settings"_L1).toObject());
    for (const auto& item : object.value("lanes"_L1).toArray()) {
        const QJsonObject entry = item.toObject();
        LineUpEntry lane{.model = ModelRef::parse(entry.value("model"_L1).toString()), .settings = {}};
        if (entry.contains("settings"_L1))
            lane.settings = LaneSettings::fromJson(entry.value("settings"_L1).toObject());
        if (lane.model.isValid() && lineUp.lanes.size() < kMaximumLanes)
            lineUp.lanes.append(lane);
    }
    return lineUp;
}

QList<ModelChoice> chooseModels(const QList<ModelRef>& wanted, const QList<ModelChoice>& offered)
{
    QList<ModelChoice> chosen;
    for (const ModelRef& ref : wanted) {
        const auto found = std::ranges::find(offered, ref, &ModelChoice::ref);
        if (found != offered.end() && chosen.size() < kMaximumLanes)
            chosen.append(*found);
    }
    return chosen;
}

} // namespace assay

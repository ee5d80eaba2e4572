// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/rundocument.h"

#include "core/domain/requestjson.h"
#include "core/domain/runjson.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace assay {

QJsonObject toJson(const ThreadPlace& place)
{
    QJsonArray columns;
    for (const int column : place.columns)
        columns.append(column);
    QJsonObject out{{u"thread"_s, place.thread}, {u"parent"_s, place.parent}, {u"turn"_s, place.turn},
        {u"sample_of"_s, place.sampleOf}, {u"columns"_s, columns}};
    if (place.promoted)
        out.insert(u"promoted"_s, *place.promoted);
    if (!place.prompt.id.isEmpty()) {
        out.insert(u"prompt"_s,
            QJsonObject{{u"id"_s, place.prompt.id}, {u"text"_s, place.prompt.text}, {u"system"_s, place.prompt.system},
                {u"values"_s, place.prompt.values}});
    }
    return out;
}

ThreadPlace placeFromJson(const QJsonObject& object)
{
    ThreadPlace place;
    place.thread = object[u"thread"].toString();
    place.parent = object[u"parent"].toString();
    place.turn = object[u"turn"].toInt();
    if (object[u"promoted"].isDouble())
        place.promoted = object[u"promoted"].toInt();
    place.sampleOf = object[u"sample_of"].toString();
    const auto columns = object[u"columns"].toArray();
    for (const auto& column : columns)
        place.columns.append(column.toInt());
    const auto prompt = object[u"prompt"].toObject();
    place.prompt = {.id = prompt[u"id"].toString(),
        .text = prompt[u"text"].toString(),
        .system = prompt[u"system"].toString(),
        .values = prompt[u"values"].toObject()};
    return place;
}

QJsonObject runDocument(const RunRecord& run)
{
    QJsonObject out = toJson(run);
    const bool isPlaced = run.place != ThreadPlace();
    if (isPlaced)
        out.insert(u"place"_s, toJson(run.place));
    QJsonArray lanes = out[u"lanes"].toArray();
    for (qsizetype i = 0; i < lanes.size(); ++i) {
        auto lane = lanes[i].toObject();
        if (isPlaced && run.lanes[i].request)
            lane.insert(u"request"_s, requestToJson(*run.lanes[i].request));
        if (run.lanes[i].sent)
            lane.insert(u"sent"_s, toJson(*run.lanes[i].sent));
        lanes[i] = lane;
    }
    out.insert(u"lanes"_s, lanes);
    return out;
}

Result<RunRecord> runFromDocument(const QJsonObject& object)
{
    auto run = runFromJson(object);
    if (!run)
        return run;
    if (object.contains("place"_L1))
        run->place = placeFromJson(object[u"place"].toObject());
    const auto lanes = object[u"lanes"].toArray();
    for (qsizetype i = 0; i < lanes.size(); ++i) {
        if (const auto sent = lanes[i][u"sent"]; sent.isObject())
            run->lanes[i].sent = sentRequestFromJson(sent.toObject());
        const auto request = lanes[i][u"request"];
        if (!request.isObject())
            continue;
        auto read = requestFromJson(request.toObject());
        if (!read)
            return std::unexpected(read.error());
        run->lanes[i].request = *std::move(read);
    }
    return run;
}

} // namespace assay

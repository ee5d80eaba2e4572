// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/lanefixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace assay::testing {

namespace {

QByteArray event(const QJsonObject& chunk)
{
    return "data: " + QJsonDocument(chunk).toJson(QJsonDocument::Compact) + "\n\n";
}

QJsonObject chunk(const QJsonObject& delta, const QJsonValue& finishReason)
{
    return {{u"id"_s, u"c1"_s}, {u"object"_s, u"chat.completion.chunk"_s}, {u"model"_s, u"m-served"_s},
        {u"choices"_s,
            QJsonArray{QJsonObject{{u"index"_s, 0}, {u"delta"_s, delta}, {u"finish_reason"_s, finishReason}}}}};
}

} // namespace

std::optional<ModelPrice> FlatPrices::find(const QString& provider, const QString& model) const
{
    if (model == "unpriced"_L1)
        return std::nullopt;
    PricePeriod period;
    period.rates.set(UsageClass::Input, Money::fromPico(1'000'000));
    period.rates.set(UsageClass::Output, Money::fromPico(2'000'000));
    ModelPrice price;
    price.provider = provider;
    price.model = model;
    price.periods = {period};
    price.revision = u"flat"_s;
    return price;
}

Endpoint chatEndpoint(const QString& id, quint16 port)
{
    Endpoint endpoint;
    endpoint.id = id;
    endpoint.name = id;
    endpoint.dialect = u"openai-chat"_s;
    endpoint.baseUrl = QUrl(u"http://127.0.0.1:%1/v1"_s.arg(port));
    return endpoint;
}

LaneSpec laneSpec(const QList<Endpoint>& endpoints, const QString& model)
{
    LaneSpec spec;
    spec.model = {endpoints.first().id, model};
    spec.endpoints = endpoints;
    spec.request.messages = {ChatMessage::text(Role::User, u"hello"_s)};
    return spec;
}

QByteArray chatEvent(const QString& text)
{
    return event(chunk({{u"content"_s, text}}, QJsonValue::Null));
}

QList<QByteArray> chatStream(const QStringList& pieces, const QByteArray& finishReason)
{
    QList<QByteArray> out;
    for (const auto& piece : pieces)
        out.append(chatEvent(piece));
    out.append(event(chunk({}, QString::fromUtf8(finishReason))));
    out.append(event({{u"id"_s, u"c1"_s}, {u"model"_s, u"m-served"_s}, {u"choices"_s, QJsonArray()},
        {u"usage"_s, QJsonObject{{u"prompt_tokens"_s, 10}, {u"completion_tokens"_s, 5}, {u"total_tokens"_s, 15}}}}));
    out.append("data: [DONE]\n\n");
    return out;
}

HttpHead streamHead()
{
    return {.status = 200, .headers = {{"content-type", "text/event-stream"}, {"x-request-id", "req-7"}}};
}

} // namespace assay::testing

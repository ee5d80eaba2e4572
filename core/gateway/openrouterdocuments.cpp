// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/openrouterdocuments.h"

#include "core/gateway/gatewaydocuments.h"
#include "core/wire/jsonwriter.h"

#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

/// Below it one call more or less would move an uptime by a fifth.
constexpr int kEnoughCalls = 5;

std::optional<qint64> queried(const QUrlQuery& query, const QString& name)
{
    bool isNumber = false;
    const qint64 value = query.queryItemValue(name).toLongLong(&isNumber);
    return isNumber && value >= 0 ? std::optional(value) : std::nullopt;
}

QByteArray figure(double value)
{
    return QByteArray::number(value, 'g', 6);
}

void writePercentiles(JsonWriter& out, QLatin1StringView name, const Percentiles& of, double factor)
{
    out.key(name);
    if (!of.p50 || !of.p75 || !of.p90 || !of.p99) {
        out.null();
        return;
    }
    out.object().rawMember("p50"_L1, figure(*of.p50 * factor)).rawMember("p75"_L1, figure(*of.p75 * factor));
    out.rawMember("p90"_L1, figure(*of.p90 * factor)).rawMember("p99"_L1, figure(*of.p99 * factor)).endObject();
}

void writeUptime(JsonWriter& out, QLatin1StringView name, const Measured& uptime)
{
    out.key(name);
    if (uptime.value && uptime.n >= kEnoughCalls)
        out.raw(figure(*uptime.value * 100));
    else
        out.null();
}

/// 0 is well; what the others mean is not written anywhere, but less is worse.
int statusOf(BreakerState state)
{
    switch (state) {
    case BreakerState::Closed: return 0;
    case BreakerState::HalfOpen: return -1;
    case BreakerState::Open: break;
    }
    return -2;
}

void writeEndpoint(JsonWriter& out, const ListedModel& model, const EndpointHealth& health, HealthTime now)
{
    const QString name = model.name.isEmpty() ? model.ref.model : model.name;
    out.object().member("name"_L1, model.ref.provider + u" | "_s + model.ref.toString());
    out.member("model_id"_L1, model.ref.toString()).member("model_name"_L1, name);
    out.member("provider_name"_L1, model.ref.provider).member("tag"_L1, model.ref.provider);
    out.member("context_length"_L1, model.contextTokens.value_or(0));
    out.member("max_completion_tokens"_L1, model.maxOutputTokens).key("max_prompt_tokens"_L1).null();
    out.key("quantization"_L1).null().key("pricing"_L1);
    writePricing(out, model);
    out.key("supported_parameters"_L1);
    writeParameters(out, model);
    const bool hasTools = model.capabilities.contains("tools"_L1);
    out.member("supports_implicit_caching"_L1, model.cacheReadPrice.has_value()).key("supports_tool_choice"_L1);
    out.object();
    for (const auto way : {"auto"_L1, "function"_L1, "none"_L1, "required"_L1})
        out.member(way, hasTools);
    out.endObject().member("status"_L1, statusOf(health.breaker(now)));
    writeUptime(out, "uptime_last_5m"_L1, health.uptime(now, 5min));
    writeUptime(out, "uptime_last_30m"_L1, health.uptime(now, 30min));
    writeUptime(out, "uptime_last_1d"_L1, health.uptime(now, 24h));
    writePercentiles(out, "latency_last_30m"_L1, health.latency(now, 30min), 1000);
    writePercentiles(out, "throughput_last_30m"_L1, health.throughput(now, 30min), 1);
    out.endObject();
}

} // namespace

ListPage pageOf(QList<ListedModel> models, const QByteArray& query)
{
    ListPage out{.models = std::move(models), .total = 0};
    out.total = out.models.size();
    const QUrlQuery wishes(QString::fromUtf8(query));
    out.models = out.models.mid(queried(wishes, u"offset"_s).value_or(0), queried(wishes, u"limit"_s).value_or(-1));
    return out;
}

QList<ListedModel> embeddingModels(QList<ListedModel> models)
{
    models.removeIf(
        [](const ListedModel& model) { return !model.ref.model.contains("embed"_L1, Qt::CaseInsensitive); });
    return models;
}

QByteArray modelCount(qsizetype count)
{
    return R"({"data":{"count":)" + QByteArray::number(count) + "}}";
}

QByteArray wrappedModel(const ListedModel& model)
{
    return R"({"data":)" + modelDocument(model) + '}';
}

QByteArray providerList(const QList<ListedModel>& models)
{
    JsonWriter out(1024);
    QStringList seen;
    out.object().key("data"_L1).array();
    for (const auto& model : models) {
        const QString& id = model.ref.provider;
        if (seen.contains(id))
            continue;
        seen.append(id);
        out.object().member("name"_L1, id).member("slug"_L1, id);
        for (const auto unknown : {"datacenters"_L1, "headquarters"_L1, "privacy_policy_url"_L1, "status_page_url"_L1,
                 "terms_of_service_url"_L1})
            out.key(unknown).null();
        out.endObject();
    }
    out.endArray().endObject();
    return out.take();
}

QByteArray endpointList(const QList<ListedModel>& models, const QString& id, const HealthOf& healthOf, HealthTime now)
{
    const auto isAsked = [&](const ListedModel& model) {
        return model.ref.toString() == id || (!id.isEmpty() && model.canonical == id);
    };
    const auto found = std::ranges::find_if(models, isAsked);
    if (found == models.end())
        return {};
    const ListedModel& first = *found;
    const auto isSame = [&](const ListedModel& model) {
        return isAsked(model) || (!first.canonical.isEmpty() && model.canonical == first.canonical);
    };
    JsonWriter out(2048);
    const QString name = first.name.isEmpty() ? first.ref.model : first.name;
    out.object().key("data"_L1).object().member("id"_L1, first.ref.toString()).member("name"_L1, name);
    out.member("created"_L1, 0).member("description"_L1, ""_L1).key("architecture"_L1);
    writeArchitecture(out, first, true);
    out.key("endpoints"_L1).array();
    for (const auto& model : models) {
        if (isSame(model))
            writeEndpoint(out, model, healthOf(model.ref), now);
    }
    out.endArray().endObject().endObject();
    return out.take();
}

QByteArray creditsDocument(const VirtualKey& key, const KeySpend& spend)
{
    const auto limit = tightestLimit(key, spend);
    if (!limit)
        return {};
    JsonWriter out;
    out.object().key("data"_L1).object().key("total_credits"_L1).dollars(limit->limit);
    out.key("total_usage"_L1).dollars(limit->spent).endObject().endObject();
    return out.take();
}

} // namespace assay

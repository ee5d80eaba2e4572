// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewaydocuments.h"

#include "core/gateway/wholecall.h"
#include "core/wire/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

void writeTexts(JsonWriter& out, const QStringList& texts)
{
    out.array();
    for (const auto& text : texts)
        out.value(text);
    out.endArray();
}

/// OpenRouter writes prices as decimal texts, per token; -1 is one that is not known.
QString priceText(const std::optional<Money>& price)
{
    return price ? price->toDecimalString() : u"-1"_s;
}

QStringList modalities(const QStringList& inputs)
{
    QStringList out;
    for (const auto& input : inputs)
        out.append(input == "pdf"_L1 ? u"file"_s : input);
    return out.isEmpty() ? QStringList{u"text"_s} : out;
}

/// Abilities in OpenRouter's words; those it has no word for are left out.
QStringList parameters(const QStringList& capabilities)
{
    QStringList out;
    for (const auto& capability : capabilities) {
        if (capability == "tools"_L1)
            out << u"tools"_s << u"tool_choice"_s;
        else if (capability == "structured_output"_L1)
            out << u"structured_outputs"_s << u"response_format"_s;
        else if (capability == "reasoning"_L1)
            out << u"reasoning"_s << u"include_reasoning"_s;
        else if (capability == "response_format"_L1)
            out << capability;
    }
    return out;
}

} // namespace

void writePricing(JsonWriter& out, const ListedModel& model)
{
    out.object().member("prompt"_L1, priceText(model.inputPrice));
    out.member("completion"_L1, priceText(model.outputPrice));
    if (model.cacheReadPrice)
        out.member("input_cache_read"_L1, priceText(model.cacheReadPrice));
    out.endObject();
}

void writeParameters(JsonWriter& out, const ListedModel& model)
{
    writeTexts(out, parameters(model.capabilities));
}

void writeArchitecture(JsonWriter& out, const ListedModel& model, bool isWhole)
{
    const QStringList inputs = modalities(model.inputs);
    out.object().member("modality"_L1, inputs.join(u'+') + u"->text"_s).key("input_modalities"_L1);
    writeTexts(out, inputs);
    out.key("output_modalities"_L1).array().value("text"_L1).endArray();
    if (isWhole)
        out.key("instruct_type"_L1).null().key("tokenizer"_L1).null();
    out.endObject();
}

namespace {

void writeNulls(JsonWriter& out, std::initializer_list<QLatin1StringView> names)
{
    for (const auto name : names)
        out.key(name).null();
}

void writeModel(JsonWriter& out, const ListedModel& model)
{
    const QString id = model.ref.toString();
    const QString name = model.name.isEmpty() ? model.ref.model : model.name;
    out.object().member("id"_L1, id).member("object"_L1, "model"_L1);
    out.member("canonical_slug"_L1, id).member("created"_L1, 0);
    out.member("name"_L1, name).member("owned_by"_L1, model.ref.provider);
    out.member("context_length"_L1, model.contextTokens);
    out.key("architecture"_L1);
    writeArchitecture(out, model, false);
    out.key("top_provider"_L1).object().member("context_length"_L1, model.contextTokens);
    out.member("max_completion_tokens"_L1, model.maxOutputTokens).member("is_moderated"_L1, false).endObject();
    out.key("pricing"_L1);
    writePricing(out, model);
    out.key("links"_L1).object().member("details"_L1, "/v1/models"_L1).endObject();
    writeNulls(out, {"default_parameters"_L1, "per_request_limits"_L1, "supported_voices"_L1});
    out.key("supported_parameters"_L1);
    writeParameters(out, model);
    // Mistral's clients take no model without.
    out.key("capabilities"_L1).object().member("completion_chat"_L1, true);
    out.member("function_calling"_L1, model.capabilities.contains("tools"_L1));
    out.member("vision"_L1, model.inputs.contains("image"_L1)).endObject();
    out.endObject();
}

void writeAnthropicModel(JsonWriter& out, const ListedModel& model)
{
    out.object().member("type"_L1, "model"_L1).member("id"_L1, model.ref.toString());
    out.member("display_name"_L1, model.name.isEmpty() ? model.ref.model : model.name);
    out.member("created_at"_L1, "1970-01-01T00:00:00Z"_L1).member("max_input_tokens"_L1, model.contextTokens);
    out.member("max_tokens"_L1, model.maxOutputTokens).endObject();
}

/// The ends of a page that holds all.
void writeEnds(JsonWriter& out, const QList<ListedModel>& models)
{
    out.key("first_id"_L1);
    models.isEmpty() ? out.null() : out.value(models.first().ref.toString());
    out.key("last_id"_L1);
    models.isEmpty() ? out.null() : out.value(models.last().ref.toString());
}

} // namespace

std::optional<TightestLimit> tightestLimit(const VirtualKey& key, const KeySpend& spend)
{
    struct Period {
        QLatin1StringView name;
        std::optional<Money> limit;
        Money spent;
    };
    std::optional<TightestLimit> tightest;
    for (const auto& period : {Period{"daily"_L1, key.dayLimit, spend.day},
             Period{"weekly"_L1, key.weekLimit, spend.week}, Period{"monthly"_L1, key.monthLimit, spend.month}}) {
        if (!period.limit)
            continue;
        const qint64 left = period.limit->pico() - period.spent.pico();
        if (!tightest || left < tightest->limit.pico() - tightest->spent.pico())
            tightest = TightestLimit{.period = period.name, .limit = *period.limit, .spent = period.spent};
    }
    return tightest;
}

namespace {

void writeLimit(JsonWriter& out, const VirtualKey& key, const KeySpend& spend)
{
    const auto tightest = tightestLimit(key, spend); // the shape has room for one
    if (!tightest) {
        out.key("limit"_L1).null().key("limit_remaining"_L1).null().key("limit_reset"_L1).null();
        return;
    }
    out.key("limit"_L1).dollars(tightest->limit).key("limit_remaining"_L1);
    out.dollars(Money::fromPico(std::max<qint64>(0, tightest->limit.pico() - tightest->spent.pico())));
    out.member("limit_reset"_L1, tightest->period);
}

qint64 milliseconds(const std::optional<std::chrono::microseconds>& time)
{
    return time ? time->count() / 1000 : 0;
}

} // namespace

QByteArray modelList(const QList<ListedModel>& models)
{
    return modelListPage(models, models.size());
}

QByteArray modelListPage(const QList<ListedModel>& models, qsizetype total)
{
    JsonWriter out(models.size() * 512 + 64);
    out.object().member("object"_L1, "list"_L1).key("data"_L1).array();
    for (const auto& model : models)
        writeModel(out, model);
    out.endArray().member("has_more"_L1, false).member("total_count"_L1, total);
    out.key("links"_L1).object().key("next"_L1).null().endObject();
    writeEnds(out, models);
    out.endObject();
    return out.take();
}

QByteArray modelDocument(const ListedModel& model)
{
    JsonWriter out;
    writeModel(out, model);
    return out.take();
}

namespace {

/// No text holds what is looked for: its quotes would be escaped.
QByteArray withTypes(QByteArray models)
{
    return models.replace(R"("object":"model",)", R"("object":"model","type":"base",)");
}

} // namespace

QByteArray mistralModelList(const QList<ListedModel>& models)
{
    return withTypes(modelList(models));
}

QByteArray mistralModel(const ListedModel& model)
{
    return withTypes(modelDocument(model));
}

QByteArray anthropicModelList(const QList<ListedModel>& models)
{
    JsonWriter out(models.size() * 192 + 64);
    out.object().key("data"_L1).array();
    for (const auto& model : models)
        writeAnthropicModel(out, model);
    out.endArray().member("has_more"_L1, false);
    writeEnds(out, models);
    out.endObject();
    return out.take();
}

QByteArray anthropicModel(const ListedModel& model)
{
    JsonWriter out;
    writeAnthropicModel(out, model);
    return out.take();
}

QByteArray ollamaTags(const QList<ListedModel>& models)
{
    JsonWriter out(models.size() * 256 + 64);
    out.object().key("models"_L1).array();
    for (const auto& model : models) {
        const QString id = model.ref.toString();
        out.object().member("name"_L1, id).member("model"_L1, id).member("modified_at"_L1, "1970-01-01T00:00:00Z"_L1);
        out.member("size"_L1, 0).member("digest"_L1, ""_L1).key("details"_L1).object();
        out.member("format"_L1, ""_L1).member("family"_L1, model.ref.provider).key("families"_L1).null();
        out.member("parameter_size"_L1, ""_L1).member("quantization_level"_L1, ""_L1).endObject().endObject();
    }
    out.endArray().endObject();
    return out.take();
}

QByteArray keyDocument(const VirtualKey& key, const KeySpend& spend)
{
    JsonWriter out;
    out.object().key("data"_L1).object().member("label"_L1, u"%1 (…%2)"_s.arg(key.name, key.hint));
    out.member("name"_L1, key.name);
    writeLimit(out, key, spend);
    struct Figure {
        QLatin1StringView name;
        Money amount;
    };
    for (const auto& [name, amount] : {Figure{"usage"_L1, spend.month}, Figure{"usage_daily"_L1, spend.day},
             Figure{"usage_weekly"_L1, spend.week}, Figure{"usage_monthly"_L1, spend.month},
             Figure{"byok_usage"_L1, spend.month}, Figure{"byok_usage_daily"_L1, spend.day},
             Figure{"byok_usage_weekly"_L1, spend.week}, Figure{"byok_usage_monthly"_L1, spend.month}})
        out.key(name).dollars(amount);
    out.member("is_free_tier"_L1, false).member("is_management_key"_L1, false);
    out.member("is_provisioning_key"_L1, false).key("allowed_data_regions"_L1).array().endArray();
    writeNulls(out, {"creator_user_id"_L1, "organization_id"_L1, "workspace_id"_L1});
    // Clients of OpenRouter expect both; nothing is limited by rate here.
    out.key("rate_limit"_L1).object().member("interval"_L1, "10s"_L1).member("note"_L1, "not limited"_L1);
    out.member("requests"_L1, -1).endObject().key("free_model_daily_requests"_L1).object();
    out.member("limit"_L1, 0).member("remaining"_L1, 0).member("used"_L1, 0).endObject();
    out.member("include_byok_in_limit"_L1, true).key("expires_at"_L1);
    if (key.expiresAt)
        out.value(key.expiresAt->toString(Qt::ISODate));
    else
        out.null();
    out.key("allowed_models"_L1);
    writeTexts(out, key.models);
    out.key("allowed_providers"_L1);
    writeTexts(out, key.providers);
    out.endObject().endObject();
    return out.take();
}

QByteArray generationDocument(const RunRecord& run)
{
    const LaneRecord lane = wholeCall(run.lanes);
    JsonWriter out(1024);
    out.object().key("data"_L1).object().member("id"_L1, u"gen-"_s + run.id);
    out.member("created_at"_L1, run.startedAt.toString(Qt::ISODateWithMs)).member("model"_L1, lane.model.toString());
    out.member("provider_name"_L1, lane.servedBy).member("upstream_id"_L1, lane.responseId);
    out.member("state"_L1, laneStateName(lane.state)).member("cancelled"_L1, lane.state == LaneState::Cancelled);
    out.member("latency"_L1, milliseconds(lane.timing.firstToken));
    out.member("generation_time"_L1, milliseconds(lane.timing.total));
    const auto prompt = lane.usage.promptTokens();
    const auto completion = lane.usage.completionTokens();
    out.member("tokens_prompt"_L1, prompt).member("tokens_completion"_L1, completion);
    out.member("native_tokens_prompt"_L1, prompt).member("native_tokens_completion"_L1, completion);
    out.member("native_tokens_reasoning"_L1, lane.usage[UsageClass::Reasoning]);
    out.member("native_tokens_cached"_L1, lane.usage[UsageClass::CacheRead]);
    for (const auto name : {"total_cost"_L1, "usage"_L1}) {
        out.key(name);
        if (lane.cost.amount)
            out.dollars(*lane.cost.amount);
        else
            out.null();
    }
    out.member("cost_state"_L1, costStateName(lane.cost.state)).member("is_byok"_L1, true);
    out.member("simulated"_L1, lane.simulated).key("finish_reason"_L1);
    lane.finishReason ? out.value(finishReasonName(*lane.finishReason)) : out.null();
    out.member("native_finish_reason"_L1, lane.nativeFinishReason);
    out.member("api_type"_L1, "completions"_L1).member("data_region"_L1, "global"_L1).member("origin"_L1, ""_L1);
    writeNulls(out,
        {"app_id"_L1, "cache_discount"_L1, "external_user"_L1, "http_referer"_L1, "moderation_latency"_L1,
            "native_tokens_completion_images"_L1, "num_fetches"_L1, "num_input_audio_prompt"_L1,
            "num_media_completion"_L1, "num_media_prompt"_L1, "num_search_results"_L1, "preset_id"_L1, "router"_L1,
            "service_tier"_L1, "streamed"_L1, "upstream_inference_cost"_L1, "user_agent"_L1, "web_search_engine"_L1,
            "workspace_id"_L1});
    out.key("provider_responses"_L1).array();
    for (const auto& attempt : lane.attempts) {
        out.object().member("provider_name"_L1, attempt.endpoint).member("status"_L1, attempt.httpStatus);
        out.member("latency"_L1, milliseconds(attempt.timing.firstByte)).member("is_byok"_L1, true).endObject();
    }
    out.endArray().endObject().endObject();
    return out.take();
}

QByteArray routerMetadata(const LaneRecord& lane, const QString& requested, const LaneSpec& spec)
{
    JsonWriter out(512);
    out.object().member("requested"_L1, requested);
    const bool fellBack = lane.attempts.size() > 1;
    out.member("strategy"_L1, fellBack ? "fallback"_L1 : "direct"_L1).key("region"_L1).null();
    const qsizetype total = spec.endpoints.size();
    out.member("summary"_L1, u"available=%1, selected=%2"_s.arg(total).arg(lane.servedBy));
    out.member("attempt"_L1, lane.attempts.size()).member("is_byok"_L1, true);
    out.key("endpoints"_L1).object().member("total"_L1, total).key("available"_L1).array();
    for (qsizetype i = 0; i < total; ++i) {
        const QString& id = spec.endpoints[i].id;
        out.object().member("provider"_L1, id).member("model"_L1, spec.target(i).model);
        const bool isSelected
            = id == lane.servedBy && (lane.attempts.isEmpty() || lane.attempts.last().model == spec.target(i).model);
        out.member("selected"_L1, isSelected).endObject();
    }
    out.endArray().endObject().key("attempts"_L1).array();
    for (const auto& attempt : lane.attempts) {
        out.object().member("provider"_L1, attempt.endpoint).member("model"_L1, attempt.model);
        out.member("status"_L1, attempt.httpStatus).endObject();
    }
    out.endArray().endObject();
    return out.take();
}

QByteArray previousErrors(const LaneRecord& lane)
{
    if (lane.attempts.isEmpty())
        return {};
    JsonWriter out(512);
    out.object().key("previous_errors"_L1).array();
    for (const auto& attempt : lane.attempts) {
        if (!attempt.error)
            continue;
        out.object().member("provider"_L1, attempt.endpoint).member("code"_L1, errorKindName(attempt.error->kind));
        out.member("status"_L1, attempt.httpStatus).endObject();
    }
    out.endArray().endObject();
    return out.take();
}

} // namespace assay

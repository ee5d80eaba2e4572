// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/openaiusage.h"

#include "core/wire/jsonfields.h"

#include <initializer_list>

namespace assay {

namespace {

using Count = std::optional<qint64>;

Count firstOf(std::initializer_list<Count> counts)
{
    for (const Count& count : counts) {
        if (count && *count >= 0)
            return count;
    }
    return std::nullopt;
}

/// The counts as they stand in the object, whatever their names.
struct Reported {
    Count prompt;
    Count cached;
    Count cacheWrite;
    Count inputAudio;
    Count completion;
    Count reasoning;
    Count outputAudio;
    Count outputImage;
    Count total;
    Count searches;
    Count citations;
    bool isPerplexity = false;
    bool isAzureGrok = false;
};

Count searchesOf(const JsonFields& usage)
{
    const JsonValue serverTools = usage["server_side_tool_usage_details"]; // xAI
    const Count web = serverTools["web_search_calls"].integer();
    const Count x = serverTools["x_search_calls"].integer();
    if (web || x)
        return web.value_or(0) + x.value_or(0);
    return firstOf({usage["num_search_queries"].integer(), usage["server_tool_use"]["web_search_requests"].integer(),
        usage["server_tool_use_details"]["web_search_requests"].integer()});
}

Reported readCounts(const JsonFields& usage)
{
    const auto either = [&](std::string_view first, std::string_view second) {
        const JsonValue found = usage[first];
        return JsonFields(found.isObject() ? found : usage[second]);
    };
    const JsonFields input = either("prompt_tokens_details", "input_tokens_details");
    const JsonFields output = either("completion_tokens_details", "output_tokens_details");
    Reported out;
    out.prompt = firstOf({usage["prompt_tokens"].integer(), usage["input_tokens"].integer()});
    out.completion = firstOf({usage["completion_tokens"].integer(), usage["output_tokens"].integer()});
    out.total = firstOf({usage["total_tokens"].integer()});
    out.cached = firstOf({input["cached_tokens"].integer(), usage["prompt_cache_hit_tokens"].integer(),
        usage["cached_tokens"].integer(), usage["num_cached_tokens"].integer()});
    out.cacheWrite = firstOf({input["cache_write_tokens"].integer(), usage["cache_creation_input_tokens"].integer()});
    out.inputAudio = firstOf({input["audio_tokens"].integer()});
    out.reasoning = firstOf({output["reasoning_tokens"].integer(), usage["reasoning_tokens"].integer()});
    out.outputAudio = firstOf({output["audio_tokens"].integer()});
    out.outputImage = firstOf({output["image_tokens"].integer()});
    out.searches = searchesOf(usage);
    out.citations = firstOf({usage["citation_tokens"].integer()});
    out.isPerplexity = usage["search_context_size"].exists() || usage["num_search_queries"].exists()
        || usage["citation_tokens"].exists();
    out.isAzureGrok = usage["audio_prompt_tokens"].exists();
    return out;
}

enum class Nesting : std::uint8_t { Included, Additional };

Nesting reasoningNesting(const Reported& counts, const EndpointQuirks& quirks)
{
    const qint64 reasoning = counts.reasoning.value_or(0);
    const qint64 completion = counts.completion.value_or(0);
    if (quirks.reasoningIsAdditional || counts.isPerplexity || reasoning > completion)
        return Nesting::Additional;
    const qint64 sum = counts.prompt.value_or(0) + completion;
    const bool totalHoldsIt = reasoning > 0 && counts.total == sum + reasoning;
    return totalHoldsIt ? Nesting::Additional : Nesting::Included;
}

Nesting cacheNesting(const Reported& counts, const EndpointQuirks& quirks)
{
    const qint64 cached = counts.cached.value_or(0) + counts.cacheWrite.value_or(0);
    return quirks.cachedIsAdditional || counts.isAzureGrok || cached > counts.prompt.value_or(0) ? Nesting::Additional
                                                                                                 : Nesting::Included;
}

/// Mistral counts audio beside the prompt, OpenAI inside it.
Nesting audioNesting(const Reported& counts)
{
    const qint64 audio = counts.inputAudio.value_or(0);
    const qint64 sum = counts.prompt.value_or(0) + counts.completion.value_or(0);
    return audio > 0 && counts.total == sum + audio ? Nesting::Additional : Nesting::Included;
}

void setIfKnown(Usage& usage, UsageClass usageClass, const Count& count)
{
    if (count)
        usage.set(usageClass, *count);
}

Usage inputClasses(const Reported& counts, const EndpointQuirks& quirks)
{
    Usage usage;
    setIfKnown(usage, UsageClass::CacheRead, counts.cached);
    setIfKnown(usage, UsageClass::CacheWrite, counts.cacheWrite);
    setIfKnown(usage, UsageClass::InputAudio, counts.inputAudio);
    if (!counts.prompt)
        return usage;
    qint64 text = *counts.prompt;
    if (cacheNesting(counts, quirks) == Nesting::Included)
        text -= counts.cached.value_or(0) + counts.cacheWrite.value_or(0);
    if (audioNesting(counts) == Nesting::Included) {
        if (counts.inputAudio.value_or(0) <= text)
            text -= counts.inputAudio.value_or(0);
        else
            usage.clear(UsageClass::InputAudio); // some of the audio was cached; the split is unknown
    }
    usage.set(UsageClass::Input, text);
    return usage;
}

void setOutputClasses(Usage& usage, const Reported& counts, const EndpointQuirks& quirks)
{
    setIfKnown(usage, UsageClass::Reasoning, counts.reasoning);
    setIfKnown(usage, UsageClass::OutputAudio, counts.outputAudio);
    setIfKnown(usage, UsageClass::OutputImage, counts.outputImage);
    setIfKnown(usage, UsageClass::Citation, counts.citations);
    setIfKnown(usage, UsageClass::WebSearch, counts.searches);
    if (!counts.completion)
        return;
    qint64 text = *counts.completion;
    if (reasoningNesting(counts, quirks) == Nesting::Included)
        text -= counts.reasoning.value_or(0);
    const qint64 media = counts.outputAudio.value_or(0) + counts.outputImage.value_or(0);
    if (media <= text) {
        text -= media;
    } else {
        usage.clear(UsageClass::OutputAudio);
        usage.clear(UsageClass::OutputImage);
    }
    usage.set(UsageClass::Output, text);
}

bool totalDisagrees(const Reported& counts, const EndpointQuirks& quirks)
{
    if (!counts.total || !counts.prompt || !counts.completion)
        return false;
    qint64 expected = *counts.prompt + *counts.completion;
    if (audioNesting(counts) == Nesting::Additional)
        expected += *counts.inputAudio;
    if (!counts.isPerplexity && reasoningNesting(counts, quirks) == Nesting::Additional)
        expected += *counts.reasoning;
    return *counts.total != expected;
}

/// xAI counts in ticks of 10^-10 USD.
std::optional<Money> ticks(const Count& count)
{
    return count ? Money::product(*count, Money::fromPico(100)) : std::nullopt;
}

std::optional<Money> reportedCost(JsonParser& parser, const std::string& pointer, const JsonFields& usage)
{
    const JsonValue cost = usage["cost"];
    if (const auto money = ticks(usage["cost_in_usd_ticks"].integer()))
        return money;
    if (cost.isObject()) { // Perplexity; its early chunks hold a total without the fee of the request
        const auto total = parser.dollars(pointer + "/cost/total_cost");
        return total && (!total->isZero() || cost["request_cost"].exists()) ? total : std::nullopt;
    }
    if (!cost.isNumber() && !cost.isString())
        return std::nullopt;
    const auto paid = parser.dollars(pointer + "/cost");
    if (!paid || usage["is_byok"].boolean() != true)
        return paid;
    // With the user's own upstream key `cost` is the router's fee alone.
    const auto upstream = parser.dollars(pointer + "/cost_details/upstream_inference_cost");
    return upstream ? paid->plus(*upstream) : std::nullopt;
}

} // namespace

UsageReport openAiUsage(
    JsonParser& parser, const std::string& pointer, const JsonValue& object, const EndpointQuirks& quirks)
{
    const JsonFields usage(object);
    const Reported counts = readCounts(usage);
    UsageReport report;
    report.usage = inputClasses(counts, quirks);
    setOutputClasses(report.usage, counts, quirks);
    report.disagrees = totalDisagrees(counts, quirks);
    report.raw = parser.raw(pointer);
    report.reportedCost = reportedCost(parser, pointer, usage);
    return report;
}

} // namespace assay

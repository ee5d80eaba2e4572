// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/geminiusage.h"

#include <algorithm>

namespace assay {

namespace {

/// Names and numbers of google.ai.generativelanguage.Modality: both are on the wire.
struct Modality {
    std::string_view name;
    qint64 number = 0;
};
constexpr Modality kImage{"IMAGE", 2};
constexpr Modality kAudio{"AUDIO", 4};

/// Count of one modality; 0 if the list does not have it.
qint64 countOf(const JsonValue& details, const Modality& modality)
{
    qint64 sum = 0;
    details.forEachItem([&](const JsonValue& item) {
        const JsonValue kind = item["modality"];
        if (kind.bytes() == modality.name || kind.integer() == modality.number)
            sum += item["tokenCount"].integer().value_or(0);
    });
    return sum;
}

void setPrompt(Usage& usage, const JsonValue& metadata)
{
    const auto prompt = metadata["promptTokenCount"].integer();
    const auto cached = metadata["cachedContentTokenCount"].integer();
    const auto tools = metadata["toolUsePromptTokenCount"].integer();
    const qint64 audio = countOf(metadata["promptTokensDetails"], kAudio);
    const qint64 cachedAudio = countOf(metadata["cacheTokensDetails"], kAudio);
    if (cached)
        usage.set(UsageClass::CacheRead, std::max<qint64>(0, *cached - cachedAudio));
    if (cachedAudio > 0)
        usage.set(UsageClass::CacheReadAudio, cachedAudio);
    const qint64 freshAudio = std::max<qint64>(0, audio - cachedAudio);
    if (freshAudio > 0)
        usage.set(UsageClass::InputAudio, freshAudio);
    if (prompt || tools) {
        const qint64 text = prompt.value_or(0) - cached.value_or(0) - freshAudio;
        usage.set(UsageClass::Input, std::max<qint64>(0, text) + tools.value_or(0));
    }
}

void setOutput(Usage& usage, const JsonValue& metadata)
{
    // Zero counts are left out of this format; that there was a prompt says that the count is known.
    const qint64 candidates = metadata["candidatesTokenCount"].integer().value_or(0);
    const qint64 image = countOf(metadata["candidatesTokensDetails"], kImage);
    const qint64 audio = countOf(metadata["candidatesTokensDetails"], kAudio);
    usage.set(UsageClass::Output, std::max<qint64>(0, candidates - image - audio));
    if (image > 0)
        usage.set(UsageClass::OutputImage, image);
    if (audio > 0)
        usage.set(UsageClass::OutputAudio, audio);
    if (const auto thoughts = metadata["thoughtsTokenCount"].integer())
        usage.set(UsageClass::Reasoning, *thoughts);
}

} // namespace

UsageReport geminiUsage(const JsonValue& usageMetadata)
{
    UsageReport report;
    if (usageMetadata.size() == 0)
        return report;
    setPrompt(report.usage, usageMetadata);
    setOutput(report.usage, usageMetadata);
    const auto count = [&](std::string_view name) { return usageMetadata[name].integer().value_or(0); };
    const auto total = usageMetadata["totalTokenCount"].integer();
    report.disagrees = total
        && *total
            != count("promptTokenCount") + count("candidatesTokenCount") + count("thoughtsTokenCount")
                + count("toolUsePromptTokenCount");
    return report;
}

} // namespace assay

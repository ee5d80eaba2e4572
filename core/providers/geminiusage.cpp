// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/geminiusage.h"

#include <algorithm>

namespace assay {

namespace {

/// Count of one modality; 0 if the list does not have it.
qint64 modality(const JsonValue& details, std::string_view name)
{
    qint64 sum = 0;
    details.forEachItem([&](const JsonValue& item) {
        if (item["modality"].bytes() == name)
            sum += item["tokenCount"].integer().value_or(0);
    });
    return sum;
}

void setPrompt(Usage& usage, const JsonValue& metadata)
{
    const auto prompt = metadata["promptTokenCount"].integer();
    const auto cached = metadata["cachedContentTokenCount"].integer();
    const auto tools = metadata["toolUsePromptTokenCount"].integer();
    const qint64 audio = modality(metadata["promptTokensDetails"], "AUDIO");
    const qint64 cachedAudio = modality(metadata["cacheTokensDetails"], "AUDIO");
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
    const qint64 image = modality(metadata["candidatesTokensDetails"], "IMAGE");
    const qint64 audio = modality(metadata["candidatesTokensDetails"], "AUDIO");
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

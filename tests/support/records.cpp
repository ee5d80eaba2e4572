// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/records.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::testing {

namespace {

Cost cost(CostState state, qint64 pico)
{
    Cost out;
    out.state = state;
    if (state != CostState::Unknown)
        out.amount = Money::fromPico(pico);
    if (state == CostState::Reported)
        out.reported = out.amount;
    return out;
}

Error richError(ErrorKind kind)
{
    return {.kind = kind,
        .detail = u"The provider said: “too many”, 100 % \u2014 <b>no</b>"_s,
        .httpStatus = 429,
        .providerCode = u"rate_limit_exceeded"_s,
        .requestId = u"req_17"_s,
        .retryAfter = 1500ms};
}

Timing richTiming()
{
    return {.dns = 0us,
        .connect = 90us,
        .tls = 1'200us,
        .firstByte = 40'000us,
        .firstToken = 41'000us,
        .firstText = 52'000us,
        .lastToken = 900'000us,
        .total = 910'000us};
}

Usage richUsage()
{
    Usage usage;
    for (const auto usageClass : allUsageClasses())
        usage.set(usageClass, 10 + static_cast<int>(usageClass));
    usage.set(UsageClass::CacheRead, 0);
    return usage;
}

Cost richCost()
{
    auto out = cost(CostState::Reported, 9'000'000'000'000'000'001);
    out.reported = Money::fromPico(-3);
    out.lines = {{u"input"_s, 10, Money::fromPico(150'000), Money::fromPico(1'500'000)},
        {u"output"_s, 18, Money::fromPico(600'000), Money::fromPico(10'800'000)},
        {u"request"_s, 1, Money::fromPico(0), Money::fromPico(0)}};
    out.priceRevision = u"2026-09-01/3"_s;
    out.note = u"reported_differs"_s;
    return out;
}

AttemptRecord richAttempt(const QDateTime& startedAt)
{
    return {.endpoint = u"openai"_s,
        .model = u"gpt-small"_s,
        .startedAt = startedAt,
        .httpStatus = 429,
        .requestId = u"req_17"_s,
        .timing = richTiming(),
        .usage = richUsage(),
        .cost = richCost(),
        .error = richError(ErrorKind::RateLimited),
        .requestSent = true};
}

QDateTime moment(int day, int milliseconds)
{
    return QDateTime(QDate(2026, 9, 1).addDays(day), QTime(0, 0), QTimeZone::UTC).addMSecs(milliseconds);
}

template <class T> const T& pick(QRandomGenerator& random, const QList<T>& from)
{
    return from[random.bounded(static_cast<int>(from.size()))];
}

LaneRecord randomLane(int index, QRandomGenerator& random)
{
    LaneRecord lane;
    lane.index = index;
    lane.model
        = pick<ModelRef>(random, {{u"openai"_s, u"a"_s}, {u"anthropic"_s, u"b/c"_s}, {u"sandbox"_s, u"swift"_s}});
    lane.servedBy = random.bounded(3) == 0 ? u"other"_s : lane.model.provider;
    if (lane.servedBy == "other"_L1 && random.bounded(2) == 0)
        lane.upstreamProvider = u"Vendor"_s;
    lane.simulated = lane.model.provider == "sandbox"_L1;
    lane.local = !lane.simulated && random.bounded(8) == 0;
    lane.state = static_cast<LaneState>(
        random.bounded(static_cast<int>(LaneState::Complete), static_cast<int>(LaneState::Indeterminate) + 1));
    lane.text = u"words %1"_s.arg(random.generate());
    for (const auto usageClass : allUsageClasses()) {
        if (random.bounded(2) == 0)
            lane.usage.set(usageClass, random.bounded(5'000));
    }
    lane.cost = cost(static_cast<CostState>(random.bounded(4)), random.bounded(2'000'000'000));
    AttemptRecord attempt;
    attempt.endpoint = lane.servedBy;
    attempt.cost = lane.cost;
    attempt.usage = lane.usage;
    if (random.bounded(4) == 0) {
        AttemptRecord retried = attempt;
        retried.cost = cost(CostState::Computed, random.bounded(1'000'000));
        lane.attempts.append(retried);
        if (lane.cost.amount)
            lane.cost.amount = lane.cost.amount->plus(*retried.cost.amount);
    }
    if (lane.usage[UsageClass::CacheRead].value_or(0) > 0 && random.bounded(2) == 0) {
        const qint64 reads = *lane.usage[UsageClass::CacheRead];
        lane.cost.lines = {{u"input"_s, 7, Money::fromPico(3'000), Money::fromPico(21'000)},
            {u"cache_read"_s, reads, Money::fromPico(300), Money::fromPico(300 * reads)}};
    }
    lane.attempts.append(attempt);
    return lane;
}

} // namespace

RunRecord richRun(const QString& id)
{
    LaneRecord lane;
    lane.index = 0;
    lane.model = {u"openrouter"_s, u"vendor/model:free"_s};
    lane.servedBy = u"openrouter"_s;
    lane.servedModel = u"vendor/model-2026-01"_s;
    lane.upstreamProvider = u"Vendor & Co"_s;
    lane.responseId = u"gen-1"_s;
    lane.fingerprint = u"fp_44709d6fcb"_s;
    lane.replayOf = LaneOrigin{.run = u"0190-first"_s, .lane = 3};
    lane.state = LaneState::Truncated;
    lane.text = u"Grüße 你好 🦀\nline two with a NUL:"_s + QChar(0) + u"after it"_s;
    lane.reasoning = u"because…"_s;
    lane.refusal = u"partly no"_s;
    lane.toolCalls = {{u"call_1"_s, u"weather"_s, u"{\"city\": \"Köln\"}"_s}, {u"call_2"_s, u"time"_s, QString()}};
    lane.finishReason = FinishReason::Length;
    lane.nativeFinishReason = u"MAX_TOKENS"_s;
    lane.usage = richUsage();
    lane.usageDisagrees = true;
    lane.route = {.asked = u"model:floor@preset/cheap"_s,
        .rule = u"price"_s,
        .notes = {u"Preset 'cheap'."_s},
        .fallbacks = false,
        .seed = 0xffff'ffff'ffff'fff1ULL,
        .options = {{.endpoint = u"openai"_s,
                        .model = u"gpt"_s,
                        .included = true,
                        .reason = u"drawn"_s,
                        .detail = u"price 0.1"_s,
                        .position = 0,
                        .probability = 0.75,
                        .price = Money::fromPico(9'007'199'254'740'993)},
            {.endpoint = u"groq"_s, .model = u"other"_s, .reason = u"key_missing"_s}},
        .conversation = u"0123abcd"_s,
        .isSession = true,
        .keys = {u"environment OPENAI_API_KEY"_s},
        .skipped = {u"groq breaker_open"_s}};
    lane.rawUsage = "{\"total\": 1e400, \"é\": 1}";
    lane.cost = richCost();
    lane.timing = richTiming();
    lane.attempts = {richAttempt(moment(3, 86'399'999)), richAttempt(moment(4, 1))};
    lane.attempts.last().error.reset();
    lane.attempts.last().httpStatus = 200;
    lane.error = richError(ErrorKind::Truncated);
    LaneRecord simulated = bareRun(id).lanes.first();
    simulated.index = 1;
    simulated.simulated = true;
    simulated.state = LaneState::Complete;
    simulated.finishReason = FinishReason::ToolCalls;
    simulated.cost = cost(CostState::Computed, 0);
    LaneRecord local = simulated;
    local.index = 2;
    local.simulated = false;
    local.local = true;
    return {.id = id,
        .project = u"Projekt Ä"_s,
        .surface = u"compare"_s,
        .key = u"vk_editor"_s,
        .clientFormat = u"openai-chat"_s,
        .tags = {u"first tag"_s, u"Größe \"2\""_s},
        .purpose = RunPurpose::Judge,
        .startedAt = moment(3, 86'399'998),
        .duration = 912'345us,
        .prompt = u"Why is the sky blue? '; DROP TABLE run; --"_s,
        .system = u"Answer in one sentence."_s,
        .lanes = {lane, simulated, local}};
}

RunRecord bareRun(const QString& id)
{
    RunRecord run;
    run.id = id;
    LaneRecord lane;
    lane.model = {u"openai"_s, u"gpt-small"_s};
    lane.state = LaneState::Failed;
    run.lanes.append(lane);
    return run;
}

RunRecord simpleRun(const QString& id, qint64 pico, const QDateTime& startedAt)
{
    RunRecord run = bareRun(id);
    run.surface = u"compare"_s;
    run.startedAt = startedAt;
    run.prompt = u"a plain question"_s;
    LaneRecord& lane = run.lanes.first();
    lane.servedBy = u"openai"_s;
    lane.state = LaneState::Complete;
    lane.finishReason = FinishReason::Stop;
    lane.text = u"a plain answer"_s;
    lane.usage.set(UsageClass::Input, 12);
    lane.usage.set(UsageClass::Output, 80);
    lane.cost = cost(CostState::Computed, pico);
    lane.cost.lines = {{u"output"_s, 1, Money::fromPico(pico), Money::fromPico(pico)}};
    AttemptRecord attempt;
    attempt.endpoint = u"openai"_s;
    attempt.model = u"gpt-small"_s;
    attempt.startedAt = startedAt;
    attempt.httpStatus = 200;
    attempt.requestSent = true;
    attempt.usage = lane.usage;
    attempt.cost = lane.cost;
    lane.attempts.append(attempt);
    return run;
}

RunRecord randomRun(const QString& id, QRandomGenerator& random)
{
    RunRecord run;
    run.id = id;
    run.project = pick<QString>(random, {QString(), u"alpha"_s, u"beta"_s});
    run.surface = pick<QString>(random, {u"compare"_s, u"cli"_s, u"gateway"_s});
    run.startedAt = moment(random.bounded(14), random.bounded(86'400'000));
    run.duration = std::chrono::microseconds(random.bounded(1'000'000));
    run.prompt = u"prompt %1"_s.arg(random.generate());
    const int lanes = random.bounded(1, 5);
    for (int i = 0; i < lanes; ++i)
        run.lanes.append(randomLane(i, random));
    run.key = pick<QString>(random, {QString(), u"vk_one"_s, u"vk_two"_s});
    run.clientFormat = pick<QString>(random, {{}, u"openai-chat"_s, u"anthropic"_s});
    run.tags = pick<QStringList>(random, {{}, {u"red"_s}, {u"red"_s, u"blue"_s}, {u"blue"_s, u"blue"_s}});
    run.purpose = static_cast<RunPurpose>(random.bounded(4));
    return run;
}

} // namespace assay::testing

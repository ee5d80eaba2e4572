// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/decodeharness.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

namespace assay::testing {

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kIsSanitized = true;
#elif defined(__has_feature)
constexpr bool kIsSanitized = __has_feature(address_sanitizer);
#else
constexpr bool kIsSanitized = false;
#endif

/// Every place. Only under a sanitizer, which looks for misuse of memory and is some twenty times slower, are long
/// answers cut at fewer places; the ordinary build has shown by then that all of them agree.
qsizetype strideOf(qsizetype size)
{
    constexpr qsizetype placesUnderSanitizer = 1500;
    return kIsSanitized ? std::max<qsizetype>(1, size / placesUnderSanitizer) : 1;
}

template <class Delta> bool joinText(StreamEvent& last, const StreamEvent& next)
{
    auto* before = std::get_if<Delta>(&last);
    const auto* after = std::get_if<Delta>(&next);
    if (!before || !after)
        return false;
    before->text += after->text;
    return true;
}

bool joinReasoning(StreamEvent& last, const StreamEvent& next)
{
    auto* before = std::get_if<ReasoningDelta>(&last);
    const auto* after = std::get_if<ReasoningDelta>(&next);
    if (!before || !after || !before->signature.isEmpty())
        return false;
    before->text += after->text;
    before->signature = after->signature;
    return true;
}

bool joinCall(StreamEvent& last, const StreamEvent& next)
{
    auto* before = std::get_if<ToolCallDelta>(&last);
    const auto* after = std::get_if<ToolCallDelta>(&next);
    if (!before || !after || before->index != after->index)
        return false;
    before->id += after->id;
    before->name += after->name;
    before->arguments += after->arguments;
    before->signature += after->signature;
    return true;
}

QList<StreamEvent> decodeInTwo(const Encoded& answer, qsizetype at)
{
    const auto decoder = answer.dialect->decoder(answer.head, answer.endpoint);
    const QByteArrayView body = answer.body;
    QList<StreamEvent> events = decoder->feed(body.first(at));
    events += decoder->feed(body.sliced(at));
    events += decoder->finish();
    return events;
}

bool differsAt(
    const Encoded& answer, const QList<StreamEvent>& whole, const QList<StreamEvent>& wholeJoined, qsizetype at)
{
    const auto events = decodeInTwo(answer, at);
    return events != whole && joined(events) != wholeJoined;
}

} // namespace

QList<StreamEvent> joined(const QList<StreamEvent>& events)
{
    QList<StreamEvent> out;
    for (const StreamEvent& event : events) {
        const bool isJoined = !out.isEmpty()
            && (joinText<TextDelta>(out.last(), event) || joinText<RefusalDelta>(out.last(), event)
                || joinReasoning(out.last(), event) || joinCall(out.last(), event));
        if (!isJoined)
            out.append(event);
    }
    return out;
}

Answer collect(const QList<StreamEvent>& events)
{
    Answer answer;
    std::map<int, ToolCall> calls;
    for (const StreamEvent& event : events) {
        answer.hasOutputAfterEnd
            = answer.hasOutputAfterEnd || (answer.terminalEvents > 0 && !std::holds_alternative<UsageReport>(event));
        std::visit(Overloaded{
                       [&](const TextDelta& delta) { answer.text += delta.text; },
                       [&](const ReasoningDelta& delta) {
                           answer.reasoning += delta.text;
                           if (!delta.signature.isEmpty())
                               answer.signature = delta.signature;
                       },
                       [&](const RefusalDelta& delta) { answer.refusal += delta.text; },
                       [&](const ToolCallDelta& delta) {
                           ToolCall& call = calls[delta.index];
                           call.id += delta.id;
                           call.name += delta.name;
                           call.arguments += delta.arguments;
                       },
                       [&](const Served& served) { answer.served = served; },
                       [&](const UsageReport& report) { answer.usage = report; },
                       [&](const Finished& finished) {
                           answer.finished = finished;
                           ++answer.terminalEvents;
                       },
                       [&](const StreamFailed& failed) {
                           answer.error = failed.error;
                           ++answer.terminalEvents;
                       },
                   },
            event);
    }
    for (const auto& [index, call] : calls)
        answer.toolCalls.append(call);
    return answer;
}

QString describe(const QList<StreamEvent>& events)
{
    QStringList lines;
    for (const StreamEvent& event : events) {
        lines.append(std::visit(
            Overloaded{
                [](const TextDelta& delta) { return u"text "_s + delta.text; },
                [](const ReasoningDelta& delta) { return u"reasoning "_s + delta.text + u" | "_s + delta.signature; },
                [](const RefusalDelta& delta) { return u"refusal "_s + delta.text; },
                [](const ToolCallDelta& delta) {
                    return u"call %1 id=%2 name=%3 arguments=%4"_s.arg(delta.index)
                        .arg(delta.id, delta.name, delta.arguments);
                },
                [](const Served& served) {
                    return u"served "_s + served.model + u' ' + served.responseId + u' ' + served.provider;
                },
                [](const UsageReport& report) { return u"usage "_s + QString::fromUtf8(report.raw); },
                [](const Finished& finished) { return u"finished "_s + QString(finishReasonName(finished.reason)); },
                [](const StreamFailed& failed) {
                    return u"failed "_s + errorKindName(failed.error.kind) + u' ' + failed.error.detail;
                },
            },
            event));
    }
    return lines.join(u'\n');
}

QList<StreamEvent> decodeWhole(const Encoded& answer)
{
    const auto decoder = answer.dialect->decoder(answer.head, answer.endpoint);
    QList<StreamEvent> events = decoder->feed(answer.body);
    events += decoder->finish();
    return events;
}

QList<StreamEvent> decodeByteByByte(const Encoded& answer)
{
    const auto decoder = answer.dialect->decoder(answer.head, answer.endpoint);
    QList<StreamEvent> events;
    for (qsizetype at = 0; at < answer.body.size(); ++at)
        events += decoder->feed(QByteArrayView(answer.body).sliced(at, 1));
    events += decoder->finish();
    return events;
}

QString firstDifference(const Encoded& answer)
{
    const auto whole = decodeWhole(answer);
    const auto wholeJoined = joined(whole);
    const auto bytewise = joined(decodeByteByByte(answer));
    if (bytewise != wholeJoined)
        return u"byte by byte:\n%1\nwhole:\n%2"_s.arg(describe(bytewise), describe(wholeJoined));

    const qsizetype none = answer.body.size() + 1;
    std::atomic<qsizetype> first = none;
    const qsizetype stride = strideOf(answer.body.size());
    const auto threads = std::clamp<qsizetype>(std::thread::hardware_concurrency(), 1, 4);
    {
        std::vector<std::jthread> workers;
        for (qsizetype worker = 0; worker < threads; ++worker) {
            workers.emplace_back([&, worker] {
                for (qsizetype at = worker * stride; at <= answer.body.size() && at < first; at += threads * stride) {
                    if (!differsAt(answer, whole, wholeJoined, at))
                        continue;
                    for (qsizetype known = first; at < known && !first.compare_exchange_weak(known, at);) { }
                }
            });
        }
    }
    if (first == none)
        return {};
    return u"cut at %1:\n%2\nwhole:\n%3"_s.arg(qsizetype(first))
        .arg(describe(joined(decodeInTwo(answer, first))), describe(wholeJoined));
}

} // namespace assay::testing

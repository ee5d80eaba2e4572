// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/routesentences.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct Words {
    const char* code;
    const char* text;
};

constexpr Words kReasons[] = {
    {"model_disabled", QT_TRANSLATE_NOOP("assay::RouteSentences", "switched off")},
    {"address_missing", QT_TRANSLATE_NOOP("assay::RouteSentences", "its address is not set up")},
    {"allowed_models", QT_TRANSLATE_NOOP("assay::RouteSentences", "not among the models allowed")},
    {"key_missing", QT_TRANSLATE_NOOP("assay::RouteSentences", "no key")},
    {"key_dead", QT_TRANSLATE_NOOP("assay::RouteSentences", "its key was refused")},
    {"allowed_providers", QT_TRANSLATE_NOOP("assay::RouteSentences", "not among the providers allowed")},
    {"only", QT_TRANSLATE_NOOP("assay::RouteSentences", "not among those wanted")},
    {"ignored", QT_TRANSLATE_NOOP("assay::RouteSentences", "ignored as wished")},
    {"data_policy", QT_TRANSLATE_NOOP("assay::RouteSentences", "data policy")},
    {"local_only", QT_TRANSLATE_NOOP("assay::RouteSentences", "not on this machine")},
    {"quantization", QT_TRANSLATE_NOOP("assay::RouteSentences", "quantization")},
    {"context_length", QT_TRANSLATE_NOOP("assay::RouteSentences", "context too short")},
    {"max_output", QT_TRANSLATE_NOOP("assay::RouteSentences", "answers too short")},
    {"require_parameters", QT_TRANSLATE_NOOP("assay::RouteSentences", "lacks a parameter")},
    {"modality", QT_TRANSLATE_NOOP("assay::RouteSentences", "cannot read the input")},
    {"max_price", QT_TRANSLATE_NOOP("assay::RouteSentences", "too dear")},
    {"budget", QT_TRANSLATE_NOOP("assay::RouteSentences", "over budget")},
    {"breaker_open", QT_TRANSLATE_NOOP("assay::RouteSentences", "failed too often lately")},
    {"lacks_feature", QT_TRANSLATE_NOOP("assay::RouteSentences", "others can do more")},
    {"fallbacks_off", QT_TRANSLATE_NOOP("assay::RouteSentences", "fallbacks are off")},
    {"ordered", QT_TRANSLATE_NOOP("assay::RouteSentences", "in your order")},
    {"sorted", QT_TRANSLATE_NOOP("assay::RouteSentences", "sorted")},
    {"drawn", QT_TRANSLATE_NOOP("assay::RouteSentences", "drawn")},
    {"cheapest", QT_TRANSLATE_NOOP("assay::RouteSentences", "next by price")},
    {"sticky", QT_TRANSLATE_NOOP("assay::RouteSentences", "served this conversation before")},
    {"explored", QT_TRANSLATE_NOOP("assay::RouteSentences", "tried to measure it")},
    {"below_preference", QT_TRANSLATE_NOOP("assay::RouteSentences", "slower than preferred")},
    {"unstable", QT_TRANSLATE_NOOP("assay::RouteSentences", "failed lately")},
    {"rate_limited", QT_TRANSLATE_NOOP("assay::RouteSentences", "limits our rate")},
    {"last_resort", QT_TRANSLATE_NOOP("assay::RouteSentences", "failed lately, nothing else is left")},
};

} // namespace

QString RouteSentences::reason(const RouteOption& option)
{
    QString words = option.reason;
    for (const auto& known : kReasons) {
        if (option.reason == QLatin1StringView(known.code))
            words = tr(known.text);
    }
    if (option.probability && option.reason == "drawn"_L1)
        return tr("%1, chance %2 %").arg(words).arg(*option.probability * 100, 0, 'f', 0);
    return option.detail.isEmpty() ? words : tr("%1: %2").arg(words, option.detail);
}

QString RouteSentences::outcome(const LaneRecord& lane)
{
    const auto attempts = lane.attempts.size();
    if (attempts == 0)
        return tr("Nothing was sent");
    if (lane.error && lane.text.isEmpty() && lane.reasoning.isEmpty() && lane.toolCalls.isEmpty())
        return tr("Not answered after %n attempts", nullptr, int(attempts));
    if (attempts == 1)
        return tr("Answered by %1").arg(lane.servedBy);
    return tr("Answered by %1 at attempt %2").arg(lane.servedBy).arg(attempts);
}

QString RouteSentences::order(const RouteTrace& route)
{
    const QString how = route.rule == "balance"_L1 ? tr("stable ones first, the cheap ones drawn more often")
        : route.rule == "order"_L1                 ? tr("in the order you gave")
        : route.rule == "price"_L1                 ? tr("by price")
        : route.rule == "throughput"_L1            ? tr("by tokens a second")
        : route.rule == "latency"_L1               ? tr("by time to the first token")
                                                   : QString();
    if (how.isEmpty() || route.asked.isEmpty())
        return how.isEmpty() ? QString() : tr("Order: %1").arg(how);
    return tr("Asked for %1; order: %2").arg(route.asked, how);
}

QString RouteSentences::result(const AttemptRecord& attempt)
{
    if (!attempt.error)
        return tr("answered");
    const QString kind = errorKindName(attempt.error->kind).replace(u'_', u' ');
    return attempt.httpStatus == 0 ? kind : tr("%1 (%2)").arg(kind).arg(attempt.httpStatus);
}

} // namespace assay

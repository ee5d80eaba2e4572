// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/lane.h"
#include "tests/support/lanefixture.h"
#include "tests/support/lanesignals.h"

#include <QTest>

#include <memory>

namespace assay::testing {

using namespace Qt::StringLiterals;

/// Three keys for every endpoint: `sk-1`, `sk-2`, `sk-3`.
class ThreeKeys final : public SecretStore
{
public:
    Result<FoundSecret> keyFor(const Endpoint& endpoint) const override
    {
        const auto hash = endpoint.id.indexOf(u'#');
        const int n = hash < 0 ? 1 : endpoint.id.sliced(hash + 1).toInt();
        if (n > 3)
            return fail(ErrorKind::Authentication, u"No key."_s);
        return FoundSecret{Secret("sk-" + QByteArray::number(n)), u"key %1"_s.arg(n)};
    }
};

inline ScriptedAnswer streamAnswer(const QList<QByteArray>& chunks)
{
    ScriptedAnswer out;
    out.head = streamHead();
    out.chunks = chunks;
    return out;
}

inline ScriptedAnswer hello(const QString& text = u"hello"_s)
{
    return streamAnswer(chatStream({text}));
}

inline ScriptedAnswer refused(int status, const QByteArray& code, const QByteArray& retryAfter = {})
{
    auto out = answer(status, R"({"error":{"message":"no","code":")" + code + R"(","type":")" + code + R"("}})");
    if (!retryAfter.isEmpty())
        out.head->headers.append({.name = "retry-after", .value = retryAfter});
    return out;
}

inline ScriptedAnswer lost(ErrorKind kind, bool requestSent)
{
    ScriptedAnswer out;
    out.head.reset();
    out.requestSent = requestSent;
    out.error = Error{.kind = kind, .detail = u"lost"_s};
    return out;
}

inline LaneSpec routed(const QStringList& ids)
{
    QList<Endpoint> endpoints;
    for (const auto& id : ids)
        endpoints.append(chatEndpoint(id));
    auto spec = laneSpec(endpoints);
    spec.allowFallbacks = true;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        spec.targets.append({.model = u"m-"_s + ids.at(i)});
        spec.route.options.append(
            {.endpoint = ids.at(i), .model = u"m-"_s + ids.at(i), .included = true, .position = int(i)});
    }
    return spec;
}

/// A lane over scripted endpoints, with what it told.
struct FallbackBench {
    ScriptedTransport transport;
    DialectRegistry dialects;
    std::unique_ptr<SecretStore> secrets = std::make_unique<FixedSecrets>();
    ManualClock clock;
    LaneAlarms alarms;
    RouteMemory memory;
    LaneTimeouts timeouts;
    std::unique_ptr<LaneSignals> told;
    std::unique_ptr<Lane> lane;
    QList<LaneRecord> finished;
    QList<StreamEvent> shown;
    bool relays = false;
    qsizetype relayed = 0;

    LaneRecord run(const LaneSpec& spec)
    {
        finished.clear();
        shown.clear();
        lane.reset(); // before the one it tells
        told = std::make_unique<LaneSignals>();
        lane = std::make_unique<Lane>(LaneServices{.transport = transport,
                                          .dialects = dialects,
                                          .secrets = *secrets,
                                          .clock = clock,
                                          .alarms = alarms,
                                          .prices = std::make_shared<FlatPrices>(),
                                          .memory = &memory},
            timeouts, *told);
        QObject::connect(told.get(), &LaneSignals::finished, told.get(),
            [this](const LaneRecord& record) { finished.append(record); });
        QObject::connect(
            told.get(), &LaneSignals::streamed, told.get(), [this](const StreamEvent& event) { shown.append(event); });
        QObject::connect(told.get(), &LaneSignals::retryScheduled, told.get(), [this] { lane->retryNow(); });
        QObject::connect(told.get(), &LaneSignals::answered, told.get(),
            [this](const QByteArray& bytes) { relayed += bytes.size(); });
        lane->setRelaying(relays);
        lane->start(spec);
        [&] { QTRY_COMPARE(finished.size(), 1); }();
        return finished.value(0);
    }
    QStringList asked() const
    {
        QStringList out;
        for (const auto& attempt : finished.value(0).attempts)
            out.append(attempt.endpoint + u'/' + attempt.model);
        return out;
    }
    QList<QByteArray> keysSent() const
    {
        QList<QByteArray> out;
        for (const auto& request : transport.requests()) {
            for (const auto& header : request.headers) {
                if (header.name.compare("Authorization", Qt::CaseInsensitive) == 0)
                    out.append(header.value);
            }
        }
        return out;
    }
};

} // namespace assay::testing

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/cost.h"
#include "core/domain/lanestate.h"
#include "core/domain/virtualkey.h"
#include "core/history/spendtypes.h"
#include "core/support/redacted.h"
#include "core/support/result.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>
#include <optional>

namespace assay {

enum class GatewayPhase : std::uint8_t { Off, Starting, On, Failed };

struct GatewayStatus {
    GatewayPhase phase = GatewayPhase::Off;
    quint16 port = 8787; ///< while it is on: where it listens; otherwise: where it will
    bool autostart = false; ///< with the window
    QDateTime since; ///< while it is on; UTC
    QString failure; ///< of Failed: one or two sentences
    QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(port); } ///< without a path
};

struct GatewayKeyRow {
    VirtualKey key;
    KeySpend spend;
    std::optional<QDateTime> lastUsed; ///< UTC; absent: never
};

/// A call that runs or has ended, as the list shows it.
struct GatewayCallRow {
    QString runId;
    QDateTime startedAt; ///< UTC
    QString keyId; ///< empty while it runs
    QString keyName;
    QString format; ///< what the client speaks: `openai-chat`; empty: not known
    QString model; ///< as asked for
    QString servedBy; ///< endpoint id; empty: none yet
    LaneState state = LaneState::Queued;
    std::optional<ErrorKind> error;
    int httpStatus = 0; ///< that the provider answered with last; 0: none
    bool simulated = false;
    bool local = false;
    std::optional<qint64> promptTokens;
    std::optional<qint64> completionTokens;
    Cost cost;
    std::optional<std::chrono::microseconds> firstToken;
    std::optional<std::chrono::microseconds> total;
    bool recorded = false; ///< from its record, which knows all
    bool stopped = false; ///< of Cancelled: by the user in the gateway, not by the client
    QString refusal; ///< why the gateway turned it away before anything was sent; empty: it did not
    QString path; ///< of one turned away
    qint64 times = 1; ///< how many alike were turned away
    QDateTime lastAt; ///< the last of them; UTC
};

/// One minute of the gateway's traffic.
struct GatewayMinute {
    QDateTime at; ///< UTC
    int requests = 0; ///< with those that were refused
    int failed = 0;
    int refused = 0;
};

struct GatewayTraffic {
    QList<GatewayMinute> hour; ///< oldest first; empty: the gateway was not on
    double perMinute = 0; ///< over the last sixty seconds
};

/// What came of a test request.
struct GatewayTestResult {
    QString failure; ///< one sentence; empty: it went well
    QString model;
    QString servedBy;
    QString text; ///< the beginning of the answer
    std::optional<Money> cost; ///< absent: unknown
    std::chrono::microseconds duration{0};
    bool simulated = false;
};

/// The gateway as the page sees it; built by the composition root. Lives on the window's thread; no call waits for a
/// disk or a network, answers come as signals.
class GatewayControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QDateTime now() const = 0; ///< UTC
    virtual GatewayStatus status() const = 0;
    virtual void start() = 0; ///< `statusChanged` follows
    virtual void stop() = 0;
    /// Takes the next port above that is free, keeps it, and starts there.
    virtual void startNearby() = 0;
    /// Kept for the next start; a gateway that runs moves to the port.
    virtual void setPreferences(quint16 port, bool autostart) = 0;

    /// Ids of the providers that a key can be limited to.
    virtual QStringList providers() const = 0;
    virtual void readKeys() = 0; ///< `keysRead` follows, also after each change
    virtual void createKey(const VirtualKey& wish) = 0; ///< `keyCreated` or `keyRefused` follows
    virtual void setKeyDisabled(const QString& id, bool disabled) = 0;
    virtual void removeKey(const QString& id) = 0;

    /// Whether calls are looked at; while nobody does, they are not told.
    virtual void watchCalls(bool wanted) = 0;
    /// Newest first; of those that were turned away only some, so that they leave room.
    virtual QList<GatewayCallRow> calls() const = 0;
    virtual void stopCall(const QString& runId) = 0; ///< a running one; `callsChanged` follows
    virtual GatewayTraffic traffic() const = 0;
    /// One request through the gateway to a model, with the limits of a key; without an id with none.
    /// `testEnded` follows.
    virtual void sendTest(const QString& keyId, const QString& model) = 0;

Q_SIGNALS:
    void statusChanged();
    void keysRead(const QList<assay::GatewayKeyRow>& keys);
    void keyCreated(const assay::VirtualKey& key, const assay::Secret& secret);
    void keyRefused(const QString& why);
    void callsChanged(); ///< coalesced
    void trafficChanged(); ///< while calls are watched
    void testEnded(const assay::GatewayTestResult& result);
    void todayRead(const assay::SpendTotal& today); ///< of the gateway, the UTC day
    void failed(const QString& why); ///< something could not be read or changed
};

} // namespace assay

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/ids.h"
#include "ui/gateway/gatewaycontrol.h"

#include <QTimeZone>
#include <QTimer>

namespace assay::testing {

/// A gateway that does what it is asked in memory, and remembers what that was.
class ScriptedGateway : public GatewayControl
{
public:
    QDateTime now() const override { return time; }
    GatewayStatus status() const override { return state; }
    void start() override
    {
        asked.append(QStringLiteral("start"));
        if (portIsTaken) {
            state.phase = GatewayPhase::Failed;
            state.failure = QStringLiteral("Port 8787 cannot be opened: another program uses it.");
        } else {
            state.phase = GatewayPhase::On;
            state.since = time;
        }
        Q_EMIT statusChanged();
    }
    void stop() override
    {
        asked.append(QStringLiteral("stop"));
        state.phase = GatewayPhase::Off;
        Q_EMIT statusChanged();
    }
    void startNearby() override
    {
        portIsTaken = false;
        state.port = 8788;
        start();
    }
    void setPreferences(quint16 port, bool autostart) override
    {
        state.port = port;
        state.autostart = autostart;
        Q_EMIT statusChanged();
    }
    QStringList providers() const override
    {
        return {QStringLiteral("sandbox"), QStringLiteral("openai"), QStringLiteral("anthropic")};
    }
    void readKeys() override
    {
        Q_EMIT keysRead(keys);
        Q_EMIT todayRead(today);
    }
    void createKey(const VirtualKey& wish) override
    {
        for (const auto& row : std::as_const(keys)) {
            if (row.key.name == wish.name) {
                Q_EMIT keyRefused(QStringLiteral("There is a key named '%1' already.").arg(wish.name));
                return;
            }
        }
        VirtualKey made = wish;
        made.id = newId();
        made.hint = QStringLiteral("7f2c");
        made.createdAt = time;
        keys.append({.key = made, .spend = {}, .lastUsed = {}});
        Q_EMIT keyCreated(made, Secret(QByteArrayLiteral("sk-assay-testing-0123456789-7f2c")));
        readKeys();
    }
    void setKeyDisabled(const QString& id, bool disabled) override
    {
        for (auto& row : keys) {
            if (row.key.id == id)
                row.key.disabled = disabled;
        }
        readKeys();
    }
    void removeKey(const QString& id) override
    {
        keys.removeIf([&](const GatewayKeyRow& row) { return row.key.id == id; });
        readKeys();
    }
    void watchCalls(bool wanted) override { watched = wanted; }
    QList<GatewayCallRow> calls() const override { return rows; }
    void stopCall(const QString& runId) override
    {
        asked.append(QStringLiteral("stop ") + runId);
        for (auto& row : rows) {
            if (row.runId == runId) {
                row.state = LaneState::Cancelled;
                row.stopped = true;
            }
        }
        Q_EMIT callsChanged();
    }
    GatewayTraffic traffic() const override { return busy; }
    void sendTest(const QString& keyId, const QString& model) override
    {
        asked.append(QStringLiteral("test %1 %2").arg(keyId, model));
    }

    QDateTime time = QDateTime(QDate(2026, 11, 20), QTime(10, 52, 45), QTimeZone::UTC);
    GatewayStatus state;
    bool portIsTaken = false;
    bool watched = false;
    QList<GatewayKeyRow> keys;
    QList<GatewayCallRow> rows;
    SpendTotal today;
    GatewayTraffic busy;
    QStringList asked;
};

inline Money dollars(double amount)
{
    return Money::fromPico(static_cast<qint64>(amount * 1e6) * 1'000'000);
}

/// Keys and calls as a person with several tools has them.
inline void fillGateway(ScriptedGateway& gateway)
{
    const auto key = [&](const char* name, const char* hint) {
        GatewayKeyRow row;
        row.key.id = QString::fromLatin1(name);
        row.key.name = QString::fromLatin1(name);
        row.key.hint = QString::fromLatin1(hint);
        row.key.createdAt = gateway.time.addDays(-40);
        row.lastUsed = gateway.time.addSecs(-20);
        return row;
    };
    auto editor = key("editor", "7f2c");
    editor.spend = {.day = dollars(0.73), .week = dollars(2.1), .month = dollars(3.31)};
    editor.key.dayLimit = dollars(2);
    editor.key.monthLimit = dollars(10);
    auto nightly = key("nightly-eval", "19bd");
    nightly.key.models = {QStringLiteral("deepseek/deepseek-v4.1-flash"), QStringLiteral("zai/*")};
    nightly.spend = {.day = dollars(0.42), .week = dollars(1.9), .month = dollars(6.2)};
    nightly.key.dayLimit = dollars(1);
    nightly.lastUsed = gateway.time.addSecs(-27'000);
    auto notes = key("notes-app", "c04e");
    notes.key.providers = {QStringLiteral("google")};
    notes.spend = {.day = dollars(0.11), .week = dollars(0.8), .month = dollars(2)};
    notes.key.monthLimit = dollars(2);
    notes.lastUsed = gateway.time.addSecs(-340);
    auto workshop = key("workshop", "e81a");
    workshop.key.models = {QStringLiteral("sandbox/*")};
    workshop.key.expiresAt = gateway.time.addDays(10);
    workshop.lastUsed = gateway.time.addDays(-8);
    auto old = key("old-laptop", "20f7");
    old.key.disabled = true;
    old.lastUsed = {};
    gateway.keys = {editor, nightly, notes, workshop, old};
    gateway.today = {.known = dollars(0.73), .calls = 214, .unpriced = 0, .simulatedCalls = 0};

    int before = 4;
    const auto call
        = [&](const char* name, const char* format, const char* model, const char* server, LaneState state) {
              GatewayCallRow row;
              row.runId = newId();
              row.startedAt = gateway.time.addSecs(-before);
              before += 37;
              row.keyId = QString::fromLatin1(name);
              row.keyName = QString::fromLatin1(name);
              row.format = QString::fromLatin1(format);
              row.model = QString::fromLatin1(model);
              row.servedBy = QString::fromLatin1(server);
              row.state = state;
              if (isTerminal(state) && state != LaneState::Failed) {
                  row.promptTokens = 1'104;
                  row.completionTokens = 142;
                  row.cost = {.state = CostState::Computed, .amount = dollars(0.002703)};
                  row.firstToken = std::chrono::milliseconds(490);
              }
              if (isTerminal(state))
                  row.total = std::chrono::milliseconds(1'820);
              gateway.rows.append(row);
              return gateway.rows.size() - 1;
          };
    using enum LaneState;
    call("editor", "anthropic", "anthropic/claude-sonnet-5-5", "", Connecting);
    call("editor", "openai-chat", "google/gemini-3.8-flash", "google", Complete);
    call("editor", "anthropic", "anthropic/claude-sonnet-5-5", "anthropic", Cancelled);
    call("editor", "openai-responses", "openai/gpt-6-sol", "openai", Complete);
    const auto limit = call("notes-app", "openai-chat", "google/gemini-3.8-flash", "", Failed);
    gateway.rows[limit].error = ErrorKind::BudgetExceeded;
    const auto busy = call("editor", "openai-chat", "zai/glm-5.3-flash", "zai", Failed);
    gateway.rows[busy].error = ErrorKind::Overloaded;
    gateway.rows[busy].httpStatus = 529;
    call("nightly-eval", "openai-chat", "deepseek/deepseek-v4.1-flash", "deepseek", Complete);
    call("editor", "openai-responses", "openai/gpt-6-sol", "openai", Truncated);
    const auto simulated = call("workshop", "ollama", "sandbox/thinker", "sandbox", Complete);
    gateway.rows[simulated].simulated = true;
    const auto local = call("editor", "openai-chat", "lab/qwen3.8-27b-ft", "lab", Complete);
    gateway.rows[local].cost = {};
    const auto refused = call("", "openai-chat", "", "", Failed);
    gateway.rows[refused].httpStatus = 401;
    gateway.rows[refused].path = QStringLiteral("/v1/chat/completions");
    gateway.rows[refused].refusal = QStringLiteral("This key is not one of the gateway's.");
    gateway.rows[refused].times = 214;
    gateway.rows[refused].lastAt = gateway.time.addSecs(-7);
    gateway.rows[refused].total = {};
    const auto unknown = call("notes-app", "openai-responses", "openai/gpt-9", "", Failed);
    gateway.rows[unknown].httpStatus = 404;
    gateway.rows[unknown].refusal = QStringLiteral("There is no model 'openai/gpt-9'.");
    gateway.rows[unknown].total = {};
    for (int i = 0; i < 60; ++i) {
        const int requests = i < 8 || i % 11 == 5 ? 0 : (i * i * 7 + i * 3) % 9 + (i > 48 ? 8 : 0);
        gateway.busy.hour.append({.at = gateway.time.addSecs((i - 59) * 60),
            .requests = requests,
            .failed = i == 41 && requests > 0 ? 1 : 0,
            .refused = i == 52 ? 3 : 0});
    }
    gateway.busy.perMinute = 11.4;
}

} // namespace assay::testing

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "app/evidencewatch.h"
#include "app/gatewayroutes.h"
#include "app/modellistwatch.h"
#include "core/gateway/gatewayserver.h"
#include "core/history/virtualkeytable.h"
#include "core/support/freshcopy.h"

#include <functional>
#include <memory>
#include <optional>

namespace assay {

/// A key with what it has spent and when it was last used.
struct UsedKey {
    VirtualKey key;
    KeySpend spend;
    std::optional<QDateTime> lastUsed; ///< UTC; absent: never
};

/// The gateway's keys in the ledger of this profile.
class LedgerKeyStore final : public VirtualKeyStore
{
public:
    /// `services` outlives it.
    static Result<std::shared_ptr<LedgerKeyStore>> open(Composition& services);

    Result<QList<VirtualKey>> keys() const override;
    Result<QList<VirtualKey>> recentKeys() const override;
    Result<void> add(const VirtualKey& key) override;
    Result<void> setDisabled(const QString& id, bool disabled) override;
    Result<void> remove(const QString& id) override;
    Result<KeySpend> spend(const QString& id, const QDateTime& at) const override;
    /// All keys, oldest first, with their use up to `at`. Reads the ledger once for all of them.
    Result<QList<UsedKey>> used(const QDateTime& at) const;

private:
    Result<QHash<QString, KeySpend>> allSpend(const QDateTime& at) const;
    LedgerKeyStore(Composition& services, std::unique_ptr<VirtualKeyTable> table);

    HistoryStore& m_history;
    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<VirtualKeyTable> m_table;
    mutable FreshCopy<QList<VirtualKey>> m_recent;
};

/// Lets this process have as many files open as the system allows: every client may need a socket to a provider beside
/// its own.
void raiseOpenFileLimit();

/// First in a process that is a gateway and nothing else.
void suitMemoryToGateway();

/// The gateway over the services of the program: its routes, keys and ledger.
class GatewayService
{
public:
    /// `services` outlives it. `keys`: opened before; null: now.
    static Result<std::unique_ptr<GatewayService>> create(
        Composition& services, std::shared_ptr<LedgerKeyStore> keys = nullptr);

    /// Called on the gateway's thread with every finished call; set before the server starts.
    void setListener(std::function<void(const RunRecord&)> listener) { *m_listener = std::move(listener); }
    GatewayServer& server() { return *m_server; }
    VirtualKeyStore& keys() { return *m_keys; }
    GatewayRoutes& routes() { return *m_routes; }

private:
    GatewayService() = default;

    std::shared_ptr<std::function<void(const RunRecord&)>> m_listener
        = std::make_shared<std::function<void(const RunRecord&)>>();
    std::shared_ptr<LedgerKeyStore> m_keys;
    std::shared_ptr<GatewayRoutes> m_routes;
    std::unique_ptr<EvidenceWatch> m_evidence;
    std::unique_ptr<ModelListWatch> m_modelLists;
    std::unique_ptr<GatewayServer> m_server;
};

} // namespace assay

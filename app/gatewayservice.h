// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "app/gatewayroutes.h"
#include "core/gateway/gatewayserver.h"
#include "core/history/virtualkeytable.h"

#include <memory>

namespace assay {

/// The gateway's keys in the ledger of this profile.
class LedgerKeyStore final : public VirtualKeyStore
{
public:
    /// `history` outlives it.
    static Result<std::shared_ptr<LedgerKeyStore>> open(HistoryStore& history, std::shared_ptr<const Clock> clock);

    Result<QList<VirtualKey>> keys() const override;
    Result<void> add(const VirtualKey& key) override;
    Result<void> setDisabled(const QString& id, bool disabled) override;
    Result<void> remove(const QString& id) override;
    Result<KeySpend> spend(const QString& id, const QDateTime& at) const override;

private:
    LedgerKeyStore(HistoryStore& history, std::shared_ptr<const Clock> clock, std::unique_ptr<VirtualKeyTable> table);

    HistoryStore& m_history;
    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<VirtualKeyTable> m_table;
};

/// The gateway over the services of the program: its routes, keys and ledger.
class GatewayService
{
public:
    /// `services` outlives it.
    static Result<std::unique_ptr<GatewayService>> create(Composition& services);

    GatewayServer& server() { return *m_server; }
    VirtualKeyStore& keys() { return *m_keys; }
    GatewayRoutes& routes() { return *m_routes; }

private:
    GatewayService() = default;

    std::shared_ptr<LedgerKeyStore> m_keys;
    std::shared_ptr<GatewayRoutes> m_routes;
    std::unique_ptr<GatewayServer> m_server;
};

} // namespace assay

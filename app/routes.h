// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/routeoffers.h"
#include "core/domain/chat.h"
#include "core/domain/run.h"
#include "core/history/historytypes.h"
#include "core/pricing/pricebook.h"
#include "core/providers/dialectregistry.h"
#include "core/routing/routebook.h"
#include "core/routing/routememory.h"
#include "core/routing/router.h"
#include "core/secrets/secretstore.h"
#include "core/support/clock.h"

#include <QMutex>

#include <chrono>
#include <functional>
#include <memory>

namespace assay {

/// What somebody wants to be routed. The names are those of an OpenRouter request.
struct RouteQuery {
    QStringList models; ///< names as written, best first: ids, `provider/model`, aliases, `@preset/x`, `auto`, suffixes
    QJsonObject provider; ///< OpenRouter's `provider` object; wins over a preset's
    QString session; ///< `session_id`: the conversation sticks to its endpoint
    QStringList allowedProviders; ///< a standing list (of a virtual key); empty: all
    QStringList allowedModels; ///< patterns over `provider/model` and the name asked for, `*` at the end; empty: all
    OfferReach reach = OfferReach::AsNamed;
    bool fallbackOnFilter = false; ///< a filtered answer goes to the next model
    QString project; ///< whose budgets count, too
    QString virtualKey; ///< id of the gateway's key, likewise
    std::optional<quint64> seed; ///< of the weighted draw; absent: another one each time
};

/// A route with all that led to it.
struct RouteSurvey {
    RouteRequest request;
    QList<RouteOffer> offers; ///< one a candidate
    QList<RouteCandidate> candidates;
    RoutePlan plan;
    RouteTrace trace; ///< empty where nobody asked for it
    ChatRequest chat; ///< with what presets add
    bool usesPreset = false; ///< else `chat` is what was asked
};

enum class Explain : std::uint8_t {
    Always,
    Choices, ///< a lane's record: where there was nothing to choose there is nothing to explain
};

/// Finds endpoints for what is asked and orders them with the router. Any thread; what changes seldom is a snapshot.
class Routes
{
public:
    struct Services {
        std::shared_ptr<const DialectRegistry> dialects;
        std::shared_ptr<const SecretStore> secrets;
        std::shared_ptr<const Clock> clock;
        std::shared_ptr<RouteMemory> memory;
        /// What budgets have left; may be null. Asked for every route, on the caller's thread: it must not wait.
        std::function<QList<BudgetStatus>()> budgets;
    };
    explicit Routes(Services services);

    // What changes seldom.
    void setSources(OfferSources sources);
    /// The endpoints' own lists alone (OfferSources::ownModels).
    void setOwnModels(QHash<QString, QStringList> lists);
    void setPrices(std::shared_ptr<const PriceBook> prices);
    void setBook(RouteBook book);
    RouteBook book() const;
    /// What offers are looked up in, as it is now.
    OfferSources sources() const;
    /// The user's evidence for `auto`; prices are filled in here.
    void setEvidence(QList<AutoEvidence> evidence);
    QList<AutoEvidence> evidence() const; ///< with what each model costs now

    /// Everything about a route; the chain may be empty. Fails with InvalidRequest for a preset that does not exist or
    /// wishes that cannot be read.
    Result<RouteSurvey> survey(
        const RouteQuery& query, const ChatRequest& chat, Explain explain = Explain::Always) const;
    /// The lane that follows the route. Fails also where no endpoint is left, with the kind that fits the reasons.
    Result<LaneSpec> laneFor(const RouteQuery& query, const ChatRequest& chat) const;

private:
    struct Snapshot;
    std::shared_ptr<const Snapshot> snapshot() const;
    template <class Change> void renew(Change change);

    void addCandidates(RouteSurvey& out, const Snapshot& from, const QList<RouteName>& names, const RouteQuery& query,
        const QDateTime& at) const;

    const Services m_services;
    mutable QMutex m_mutex; // guards all below
    std::shared_ptr<const Snapshot> m_snapshot; // replaced as a whole
};

/// The lane of a survey whose chain is not empty.
LaneSpec laneOf(RouteSurvey survey, const RouteQuery& query);

} // namespace assay

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/replay.h"

#include "app/modelcache.h"
#include "app/sentchat.h"
#include "core/pricing/costing.h"
#include "core/providers/repeatedrequest.h"
#include "core/support/ids.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// The sentences, for the window and the command line.
struct ReplayWords {
    Q_DECLARE_TR_FUNCTIONS(assay::Replay)
};

QString whyGone(const QString& gone)
{
    if (gone == "private"_L1)
        return ReplayWords::tr("The run was private: nothing of what was asked was kept.");
    if (gone == "retention"_L1)
        return ReplayWords::tr("What was asked was kept for as long as the project says, then removed.");
    return ReplayWords::tr("What was asked was deleted.");
}

/// The address without what differs from start to start of the simulated providers.
QByteArray comparable(const QByteArray& address, const Endpoint& endpoint)
{
    const QUrl url = QUrl::fromEncoded(address);
    return endpoint.simulated ? url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority) : url.toEncoded();
}

QByteArray addressToday(const Composition& services, const SentRequest& sent, const QString& model, Endpoint endpoint)
{
    const auto* dialect = services.dialects().find(endpoint.dialect);
    endpoint.auth = AuthScheme::None; // an address needs no key
    const auto http = repeatedRequest(*dialect, sent, model, {.endpoint = endpoint, .key = {}, .now = {}});
    return http ? http->url.toEncoded() : QByteArray();
}

/// The provider's own list, where it was ever asked for, no longer has the model.
QString missingFromList(const Composition& services, const Endpoint& endpoint, const QString& model)
{
    const auto cached = ModelCache(services.profile()).read(endpoint.id);
    if (!cached || cached->models.isEmpty())
        return {};
    const bool isListed
        = std::ranges::any_of(cached->models, [&](const ModelInfo& known) { return known.id == model; });
    return isListed ? QString()
                    : ReplayWords::tr("%1 does not list %2 any more (list of %3); it is asked nevertheless.")
                          .arg(endpoint.name, model, cached->fetchedAt.toLocalTime().date().toString(Qt::ISODate));
}

/// Plans one lane; every early end leaves its reason.
class LanePlanner
{
public:
    LanePlanner(Composition& services, const RunRecord& run, const LaneRecord& record)
        : m_services(services)
        , m_run(run)
        , m_record(record)
    {
        m_out.lane = record.index;
        m_out.model = record.model;
    }
    ReplayLane plan();

private:
    ReplayLane refused(const QString& why)
    {
        m_out.notes = {why};
        m_out.spec.reset();
        return m_out;
    }
    void fill(LaneSpec& spec, const QString& model);
    void noteAddress(const Endpoint& endpoint, const QString& model);

    Composition& m_services;
    const RunRecord& m_run;
    const LaneRecord& m_record;
    ReplayLane m_out;
};

ReplayLane LanePlanner::plan()
{
    if (!m_record.sent && !m_record.request)
        return refused(m_record.attempts.isEmpty()
                ? ReplayWords::tr("It was never sent.")
                : ReplayWords::tr(
                      "The request was not kept: the run was recorded before requests were, or was cut off."));
    if (m_record.sent && m_record.sent->isRedacted)
        return refused(
            ReplayWords::tr("A secret stood in the request and was not kept; without it, it is not the same request."));
    const QString model = m_record.attempts.isEmpty() ? m_record.model.model : m_record.attempts.last().model;
    const QString provider = m_record.servedBy.isEmpty() ? m_record.model.provider : m_record.servedBy;
    auto spec = m_services.laneFor({.provider = provider, .model = model}, m_record.request.value_or(ChatRequest()));
    if (!spec)
        return refused(spec.error().detail);
    const Endpoint& endpoint = spec->endpoints.first();
    if (m_record.sent && m_record.sent->dialect != endpoint.dialect)
        return refused(ReplayWords::tr("%1 is set up for the format %2 today; the request is in %3.")
                .arg(endpoint.name, endpoint.dialect, m_record.sent->dialect));
    if (const QString missing = missingFromList(m_services, endpoint, model); !missing.isEmpty())
        m_out.notes.append(missing);
    noteAddress(endpoint, model);
    fill(*spec, model);
    m_out.spec = *std::move(spec);
    return m_out;
}

void LanePlanner::noteAddress(const Endpoint& endpoint, const QString& model)
{
    if (!m_record.sent) {
        m_out.notes.append(
            ReplayWords::tr("The exact bytes were not kept; the request is written anew from what was asked."));
        return;
    }
    const QByteArray today = addressToday(m_services, *m_record.sent, model, endpoint);
    if (comparable(today, endpoint) != comparable(m_record.sent->url, endpoint))
        m_out.notes.append(ReplayWords::tr("It goes to %1 today; it went to %2.")
                .arg(QString::fromUtf8(today), QString::fromUtf8(m_record.sent->url)));
}

void LanePlanner::fill(LaneSpec& spec, const QString& model)
{
    spec.request = askedOf(m_record).value_or(shortRequest(m_run));
    spec.model = m_record.model;
    spec.targets = {LaneTarget{.model = model}};
    spec.repeat = m_record.sent;
    if (m_record.sent)
        spec.request.stream = m_record.sent->stream;
    m_out.isExact = m_record.sent.has_value();
    // Replays of a replay compare with the first.
    spec.replayOf = m_record.replayOf.value_or(LaneOrigin{.run = m_run.id, .lane = m_record.index});
}

} // namespace

bool ReplayPlan::canSend() const
{
    return std::ranges::any_of(lanes, [](const ReplayLane& lane) { return lane.spec.has_value(); });
}

ReplayPlan planReplay(Composition& services, const RunRecord& run, const QString& gone, std::optional<int> lane)
{
    ReplayPlan plan{.run = run, .lanes = {}};
    for (const auto& record : run.lanes) {
        if (lane && record.index != *lane)
            continue;
        if (gone.isEmpty())
            plan.lanes.append(LanePlanner(services, run, record).plan());
        else
            plan.lanes.append({.lane = record.index, .model = record.model, .spec = {}, .notes = {whyGone(gone)}});
    }
    return plan;
}

RunSpec replaySpec(const ReplayPlan& plan)
{
    RunSpec out;
    out.id = newId();
    out.project = plan.run.project;
    out.tags = plan.run.tags;
    out.purpose = plan.run.purpose;
    out.surface = u"replay"_s;
    out.place.thread = newId();
    for (const auto& lane : plan.lanes) {
        if (!lane.spec)
            continue;
        out.lanes.append(*lane.spec);
        out.place.columns.append(static_cast<int>(out.place.columns.size()));
    }
    return out;
}

void addPricesNow(Composition& services, QList<LaneDrift>& drifts, const QDateTime& now)
{
    const auto prices = services.sharedPrices();
    for (auto& drift : drifts) {
        if (drift.then.usage.isEmpty() || drift.then.attempts.size() > 1)
            continue; // unknown, or the sum of several calls
        const QString provider
            = services.priceProviderOf(drift.then.servedBy.isEmpty() ? drift.then.model.provider : drift.then.servedBy);
        const auto price = prices->find(provider, drift.then.model.model);
        drift.thenAtPricesNow
            = withoutHypothetical(computeCost({.usage = drift.then.usage, .price = price, .at = now})).amount;
    }
}

} // namespace assay

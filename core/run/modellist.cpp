// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/modellist.h"

#include "core/run/keyechoes.h"
#include "core/support/asfuture.h"

#include <algorithm>
#include <atomic>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr int kMostPages = 50; // a list that never ends is damage
constexpr Timeouts kListTimeouts = {.connect = 10s, .firstByte = 30s, .idle = 30s, .total = 60s};
constexpr Timeouts kProbeTimeouts = {.connect = 300ms, .firstByte = 700ms, .idle = 700ms, .total = 1s};

struct Listing {
    Engine& engine;
    const Dialect& dialect;
    EndpointAccess access;
    KeyEcho echo;
    ModelsTold told;
    ModelList list;
    int pages = 0;

    void end(Result<ModelList> result)
    {
        if (!result)
            result = std::unexpected(withoutEchoes(result.error(), echo));
        told(result);
    }
};

void fetchPage(const std::shared_ptr<Listing>& listing, const QByteArray& page);

void readPage(const std::shared_ptr<Listing>& listing, const Engine::Fetched& fetched)
{
    if (listing->pages++ == 0) {
        listing->list.timings = fetched.outcome.timings;
        listing->list.httpStatus = fetched.head.status;
    }
    if (fetched.outcome.error)
        return listing->end(std::unexpected(*fetched.outcome.error));
    if (fetched.head.status < 200 || fetched.head.status >= 300)
        return listing->end(
            std::unexpected(listing->dialect.decodeError(fetched.head, listing->echo.hidden(fetched.body))));
    auto decoded = listing->dialect.decodeModels(listing->echo.hidden(fetched.body));
    if (!decoded)
        return listing->end(std::unexpected(decoded.error()));
    listing->list.models += decoded->models;
    if (decoded->next.isEmpty() || listing->pages >= kMostPages)
        return listing->end(listing->list);
    fetchPage(listing, decoded->next);
}

void fetchPage(const std::shared_ptr<Listing>& listing, const QByteArray& page)
{
    const auto request = listing->dialect.listModels(listing->access, page);
    if (!request)
        return listing->end(std::unexpected(request.error()));
    listing->engine.fetch(
        *request, kListTimeouts, [listing](const Engine::Fetched& fetched) { readPage(listing, fetched); });
}

struct Probe {
    ServersTold told;
    QList<LocalServer> servers;
    QList<bool> answered;
    std::atomic<qsizetype> open;

    void closeOne()
    {
        if (--open > 0)
            return;
        QList<Endpoint> found;
        for (qsizetype i = 0; i < servers.size(); ++i) {
            if (answered[i])
                found.append(servers[i].endpoint);
        }
        told(found);
    }
};

} // namespace

void fetchModels(Engine& engine, const Dialect& dialect, const EndpointAccess& access, ModelsTold told)
{
    fetchPage(std::shared_ptr<Listing>(new Listing{.engine = engine,
                  .dialect = dialect,
                  .access = access,
                  .echo = KeyEcho(access.key),
                  .told = std::move(told),
                  .list = {}}),
        {});
}

QFuture<Result<ModelList>> fetchModels(Engine& engine, const Dialect& dialect, const EndpointAccess& access)
{
    return asFuture<Result<ModelList>>([&](ModelsTold told) { fetchModels(engine, dialect, access, std::move(told)); });
}

void probeLocalServers(Engine& engine, const QList<LocalServer>& servers, ServersTold told)
{
    if (servers.isEmpty())
        return told({});
    auto probe = std::make_shared<Probe>();
    probe->told = std::move(told);
    probe->servers = servers;
    probe->answered = QList<bool>(servers.size(), false);
    probe->open = servers.size();
    for (qsizetype i = 0; i < servers.size(); ++i) {
        const HttpRequest request{.method = "GET", .url = servers[i].probe, .headers = {}, .body = {}};
        engine.fetch(request, kProbeTimeouts, [probe, i](const Engine::Fetched& fetched) {
            probe->answered[i]
                = !fetched.outcome.error && answersAs(probe->servers[i], fetched.head.status, fetched.body);
            probe->closeOne();
        });
    }
}

QFuture<QList<Endpoint>> probeLocalServers(Engine& engine, const QList<LocalServer>& servers)
{
    return asFuture<QList<Endpoint>>([&](ServersTold told) { probeLocalServers(engine, servers, std::move(told)); });
}

} // namespace assay

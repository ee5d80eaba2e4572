// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/localservers.h"

#include <algorithm>
#include <array>

namespace assay {

using namespace Qt::StringLiterals;

namespace {

struct Probe {
    QLatin1StringView id;
    QLatin1StringView path; ///< absolute on the server
    const char* mark;
};

// Ports such as 8000, 8080 and 5000 belong to many programs, so each probe asks for something only that server has.
constexpr std::array kProbes = {
    Probe{.id = "ollama"_L1, .path = "/api/version"_L1, .mark = "\"version\""},
    Probe{.id = "llama-cpp"_L1, .path = "/v1/models"_L1, .mark = "llamacpp"},
    Probe{.id = "lmstudio"_L1, .path = "/api/v0/models"_L1, .mark = "\"data\""},
    Probe{.id = "vllm"_L1, .path = "/version"_L1, .mark = "\"version\""},
    Probe{.id = "jan"_L1, .path = "/v1/models"_L1, .mark = "\"data\""},
    Probe{.id = "sglang"_L1, .path = "/get_model_info"_L1, .mark = "\"model_path\""},
    Probe{.id = "text-generation-webui"_L1, .path = "/v1/internal/model/info"_L1, .mark = "\"model_name\""},
};

} // namespace

QList<LocalServer> localServers(const QList<Endpoint>& endpoints)
{
    QList<LocalServer> servers;
    for (const Endpoint& endpoint : endpoints) {
        const auto probe = std::ranges::find(kProbes, endpoint.id, &Probe::id);
        if (probe == kProbes.end() || !endpoint.local || endpoint.baseUrl.host().isEmpty())
            continue;
        QUrl url = endpoint.baseUrl;
        url.setPath(probe->path);
        servers.append({.endpoint = endpoint, .probe = url, .mark = QByteArray(probe->mark)});
    }
    return servers;
}

bool answersAs(const LocalServer& server, int httpStatus, QByteArrayView body)
{
    return httpStatus == 200 && body.contains(server.mark);
}

} // namespace assay

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalog/localservers.h"
#include "core/domain/endpoint.h"
#include "core/domain/model.h"
#include "core/providers/dialect.h"
#include "core/run/engine.h"

#include <QFuture>
#include <QList>

namespace assay {

/// What an endpoint's own model list says, all pages; the phases of the first request tell how it was reached.
struct ModelList {
    QList<ModelInfo> models;
    PhaseTimings timings;
    int httpStatus = 0;
};

// Each is told exactly once: on the engine's thread or, where nothing can be asked, at once. The futures are for who
// waits or has a QFutureWatcher (core/support/whendone.h).
using ModelsTold = std::function<void(const Result<ModelList>&)>;
using ServersTold = std::function<void(const QList<Endpoint>&)>;

/// Asks an endpoint for its models on the engine's thread. `dialect` must be there until then.
void fetchModels(Engine& engine, const Dialect& dialect, const EndpointAccess& access, ModelsTold told);
QFuture<Result<ModelList>> fetchModels(Engine& engine, const Dialect& dialect, const EndpointAccess& access);

/// Which of these servers answer right now on this machine. Never takes longer than about a second.
void probeLocalServers(Engine& engine, const QList<LocalServer>& servers, ServersTold told);
QFuture<QList<Endpoint>> probeLocalServers(Engine& engine, const QList<LocalServer>& servers);

} // namespace assay

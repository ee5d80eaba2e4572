// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QUrl>

namespace assay {

/// A server that may run on this machine, and how to ask whether it does. Nothing here opens a connection.
struct LocalServer {
    Endpoint endpoint;
    QUrl probe; ///< to be fetched with GET and without a key; needs no model to be loaded
    QByteArray mark; ///< text in the answer that tells this server from another program on the same port
    friend bool operator==(const LocalServer&, const LocalServer&) = default;
};

/// The local servers among these endpoints that are worth a probe, in their order. Endpoints the user moved to another
/// port are probed there.
QList<LocalServer> localServers(const QList<Endpoint>& endpoints);

/// Does a probe's answer (status 200, this body) come from that server?
bool answersAs(const LocalServer& server, int httpStatus, QByteArrayView body);

} // namespace assay

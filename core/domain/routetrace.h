// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace assay {

/// One endpoint that could have answered a lane, and what the router said of it.
struct RouteOption {
    QString endpoint; ///< endpoint id
    QString model; ///< model id it would be sent
    bool included = false;
    QString reason; ///< code of why it is out, or of where it stands (docs/data-dictionary.md)
    QString detail; ///< figures behind the reason, untranslated
    std::optional<int> position; ///< place in the order to try, from 0
    std::optional<double> probability; ///< chance to be drawn first of its model
    std::optional<Money> price; ///< expected price of the request; absent: unknown
    friend bool operator==(const RouteOption&, const RouteOption&) = default;
};

/// How a lane's endpoints were chosen: kept with the lane, so that it can be explained later. Empty for lanes that were
/// pinned to one endpoint.
struct RouteTrace {
    QString asked; ///< name as it was written: `gpt-oss-120b:floor`, `@preset/cheap`, `auto`
    QString rule; ///< what decided the order: `balance`, `order`, `price`, `throughput`, `latency`
    QStringList notes; ///< one sentence a step before the order: preset, alias, automatic choice
    bool fallbacks = true;
    quint64 seed = 0; ///< of the weighted draw
    QList<RouteOption> options;
    QString conversation; ///< what the lane is remembered by for sticky routing; empty: not at all
    bool isSession = false; ///< `conversation` was named by the client, so every success is remembered
    QStringList keys; ///< where the key of each attempt came from, in the order of the attempts
    QStringList skipped; ///< endpoints passed over while the lane ran, each with its reason: `groq breaker_open`

    bool isEmpty() const { return options.isEmpty(); }
    friend bool operator==(const RouteTrace&, const RouteTrace&) = default;
};

/// The `route` object of docs/data-dictionary.md, and back. What is unknown is absent.
QJsonObject toJson(const RouteTrace& trace);
RouteTrace routeTraceFromJson(const QJsonObject& object);

} // namespace assay

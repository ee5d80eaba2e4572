// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "core/catalog/catalog.h"
#include "core/domain/endpoint.h"
#include "core/domain/model.h"
#include "core/run/modellist.h"
#include "core/support/result.h"

#include <QJsonObject>
#include <QList>

#include <cstdint>
#include <optional>

namespace assay {

enum class OfferedModels : std::uint8_t { Usable, All };

/// A model that a person can choose, and what the catalogue knows about it.
struct OfferedModel {
    ModelRef ref;
    Endpoint endpoint;
    QString name;
    std::optional<CatalogModel> known;
};

/// The simulated models, then those of providers whose key was found, as the catalogue lists them; with All, those of
/// every provider. Endpoints' own lists, as they were when last refreshed, are merged in. Reads no network; what local
/// servers have right now comes from `localModels`.
QList<OfferedModel> usableModels(Composition& services, OfferedModels which, const CatalogFilter& filter = {});

/// What lists of models are made from; copies may be used on any thread.
struct ModelSources {
    std::shared_ptr<const Catalog> catalog;
    QString profile;
};

/// The models of these endpoints, whether they can be asked or not: the catalogue's and those of their own lists.
QList<OfferedModel> endpointModels(
    const ModelSources& sources, const QList<Endpoint>& endpoints, const CatalogFilter& filter = {});

/// Models of local servers that run now (Ollama, llama.cpp, LM Studio, …), and of endpoints the user added.
QFuture<QList<OfferedModel>> localModels(Composition& services);

/// Usage classes as a person writes them: `{"input": 1000}`. Fails naming a class that is not one, or a count that is
/// no whole number.
Result<Usage> usageFromUser(const QJsonObject& object);

} // namespace assay

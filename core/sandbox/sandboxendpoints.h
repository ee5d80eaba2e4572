// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace assay {

/// Bare names of the simulated models: swift, steady, thinker, flaky.
QStringList sandboxModels();

/// One sentence on what a model is for, in English; every one says that it is simulated.
QString sandboxModelDescription(const QString& model);

/// Where `sandbox/MODEL` is served by a SandboxServer on that port, in the model's own dialect: swift openai-chat,
/// steady anthropic, thinker gemini, flaky ollama. Nothing for an unknown model.
std::optional<Endpoint> sandboxEndpoint(const QString& model, quint16 port);

/// The same in any dialect the server speaks: those above and openai-responses. Nothing for unknown names.
std::optional<Endpoint> sandboxEndpointFor(const QString& model, const QString& dialect, quint16 port);

} // namespace assay

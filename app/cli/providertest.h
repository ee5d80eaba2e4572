// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"

#include <string>

namespace assay {

struct ProviderTestOptions {
    std::string id;
    std::string model; ///< empty: no call that could cost anything
};

/// Prints a small table of what an endpoint really does: key, address, phases, model list, and with a model also
/// streaming, usage in the stream and tools. The code for the shell: kFailed if a step failed.
int testProvider(Composition& services, const ProviderTestOptions& options, bool json);

/// How a key travels in this format unless the endpoint says otherwise.
AuthScheme defaultAuth(const QString& dialect);

} // namespace assay

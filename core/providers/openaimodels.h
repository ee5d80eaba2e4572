// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/dialect.h"

namespace assay {

/// Model lists in OpenAI's shape and those that grew from it: `{data: […]}`, `{models: […]}` or a bare array. What a
/// server says about context, output, inputs and abilities is read under each of its names; models that are not for
/// chat by their `type` are left out.
Result<ModelPage> decodeOpenAiModels(QByteArrayView body);

/// The request for such a list at `/models`.
Result<HttpRequest> openAiModelsRequest(const EndpointAccess& access);

} // namespace assay

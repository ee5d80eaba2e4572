// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/clientways.h"

using namespace Qt::StringLiterals;

namespace assay {

bool isMistralClient(const IncomingRequest& request)
{
    return request.header("user-agent").contains("mistral-client");
}

bool wantsWholeCalls(const IncomingRequest& request)
{
    return isMistralClient(request) || request.header("user-agent").contains("ai-sdk/xai/");
}

bool isGroqClient(const IncomingRequest& request)
{
    return request.sentPath.startsWith("/openai/v1/"_L1) || request.header("user-agent").startsWith("Groq/");
}

} // namespace assay

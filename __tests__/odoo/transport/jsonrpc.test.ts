import { transportContract } from '../../helpers/transportContract.ts';

transportContract('jsonrpc', ['19', '14']);
